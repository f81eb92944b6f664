using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Since;

public static class SinceSetup
{
    public static IServiceCollection AddSince(this IServiceCollection services) => services.AddScoped<SinceList>();
}
