using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node.Notices;

public static class NoticesSetup
{
    /// <summary>What pages and endpoints ask.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.TryAddSingleton(new NoticeOptions());
        return services.AddSingleton<NoticeList>().AddScoped<NoticeDesk>().AddScoped<NoticeWords>();
    }

    /// <summary>What sends them, on a node with a folder of its own.</summary>
    public static IServiceCollection AddNoticeSending(this IServiceCollection services, string folder, NoticeOptions options) => services
        .AddSingleton(options).AddSingleton(_ => new NoticeOutbox(Path.Combine(folder, NoticeOutbox.FileName)))
        .AddSingleton<NoticeMessage>().AddSingleton<NoticeMail>().AddSingleton<NoticeWebhook>().AddHostedService<NoticeSender>();
}
