using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node.Channels;

public static class ChannelsSetup
{
    public static IServiceCollection AddChannelsPages(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReadOptions(null));
        return services.AddSingleton<ReadBook>().AddScoped<ReadDesk>().AddScoped<AudienceDesk>().AddScoped<PassingDesk>().AddScoped<ChannelsWords>();
    }
}
