using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Channels;

public static class ChannelsSetup
{
    public static IServiceCollection AddChannelsPages(this IServiceCollection services) => services.AddScoped<AudienceDesk>();
}
