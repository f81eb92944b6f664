using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node.Strategy;

public static class StrategySetup
{
    public static IServiceCollection AddStrategyPages(this IServiceCollection services)
    {
        services.TryAddSingleton(SolveLimits.Default);
        services.AddSingleton<SolveDesk>();
        return services.AddScoped<ModelShelf>().AddScoped<StrategyWords>().AddScoped<ModelSaying>();
    }
}
