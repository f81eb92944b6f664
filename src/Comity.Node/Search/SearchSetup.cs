using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node.Search;

public static class SearchSetup
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton(new SearchOptions(null));
        services.AddSingleton<SearchIndex>().AddHostedService(provider => provider.GetRequiredService<SearchIndex>());
        return services.AddScoped<SearchForm>().AddScoped<SearchView>();
    }
}
