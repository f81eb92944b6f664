using Comity.Node.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Public;

public static class PublicSetup
{
    public static IServiceCollection AddPublicSite(this IServiceCollection services)
    {
        services.Configure<RequestLocalizationOptions>(request => request.RequestCultureProviders.Insert(0, new PublicLanguage()));
        return services.AddSingleton<PublishedBook>().AddScoped<PublicView>().AddScoped<PublicTitles>().AddScoped<AtomFeed>();
    }

    /// <summary>After the language of the request is known.</summary>
    public static void UsePublicCaching(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/public"),
        site => site.Use((http, next) => PublicCaching.AnswerAsync(http, http.RequestServices.GetRequiredService<IRoom>(), http.RequestServices.GetRequiredService<CookieNames>(), () => next(http))));
}
