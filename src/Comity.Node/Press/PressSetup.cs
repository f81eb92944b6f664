using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Press;

public static class PressSetup
{
    public static IServiceCollection AddPressPages(this IServiceCollection services) => services.AddScoped<PressDesk>().AddScoped<PressWords>().AddScoped<OwnTerms>();
}
