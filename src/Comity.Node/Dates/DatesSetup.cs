using Comity.Node.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node.Dates;

public static class DatesSetup
{
    public static IServiceCollection AddDates(this IServiceCollection services)
    {
        services.TryAddSingleton(new DeskOptions(null));
        return services.AddSingleton<DeskBook>().AddScoped<DatesCalendar>();
    }
}
