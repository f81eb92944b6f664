using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Disputes;

public static class DisputesSetup
{
    public static IServiceCollection AddDisputesPages(this IServiceCollection services) => services.AddScoped<DisputesWords>().AddScoped<ApiSaying>();
}
