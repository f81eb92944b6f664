using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Drafts;

public static class DraftsSetup
{
    public static IServiceCollection AddDraftsPages(this IServiceCollection services) => services.AddScoped<DraftSaying>().AddScoped<DraftsWords>();
}
