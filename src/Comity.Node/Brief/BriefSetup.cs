using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Brief;

public static class BriefSetup
{
    public static IServiceCollection AddBrief(this IServiceCollection services) => services.AddScoped<BriefSpeech>().AddScoped<BriefDesk>();
}
