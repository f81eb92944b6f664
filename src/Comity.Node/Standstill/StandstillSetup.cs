using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Standstill;

public static class StandstillSetup
{
    public static IServiceCollection AddStandstillPages(this IServiceCollection services) =>
        services.AddScoped<StandstillView>().AddScoped<StandstillWords>().AddScoped<TermsDraft>().AddScoped<CurveWeights>();
}
