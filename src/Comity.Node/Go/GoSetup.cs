using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Go;

public static class GoSetup
{
    public static IServiceCollection AddGo(this IServiceCollection services) => services.AddScoped<GoList>();
}
