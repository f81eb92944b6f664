using System.Text.Encodings.Web;
using System.Text.Unicode;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Answers;
using Comity.Node.Brief;
using Comity.Node.Channels;
using Comity.Node.Dates;
using Comity.Node.Disputes;
using Comity.Node.Dossier;
using Comity.Node.Drafts;
using Comity.Node.Go;
using Comity.Node.Import;
using Comity.Node.Journals;
using Comity.Node.Keys;
using Comity.Node.Live;
using Comity.Node.Notices;
using Comity.Node.Press;
using Comity.Node.Public;
using Comity.Node.Rooms;
using Comity.Node.Search;
using Comity.Node.Shared;
using Comity.Node.Since;
using Comity.Node.Standstill;
using Comity.Node.Strategy;
using Comity.Record;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Comity.Node;

/// <summary>What the pages need of the container. The caller brings <c>IRoom</c>, Data Protection and, in the demo, <c>IDemoControl</c>.</summary>
public static class PagesSetup
{
    /// <summary>The cookie session's authentication scheme; API endpoints name it beside their bearer scheme.</summary>
    public const string SessionScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <param name="me">Cookies ignore ports, so every cookie bears the node's name: three nodes on one host stay apart.</param>
    public static IServiceCollection AddComityPages(this IServiceCollection services, MemberId me)
    {
        var cookies = services.AddPageBasics(me);
        services.AddAuthentication(SessionScheme).AddCookie(SessionScheme, session => Session(session, cookies));
        services.AddAuthorization();
        services.TryAddSingleton<IOfficerDirectory>(new DemoOfficers(me));
        services.TryAddSingleton(services => new WholeRoom(services.GetRequiredService<Runtime.RoomNode>()));
        services.AddScoped<SightAccessor>().AddScoped<OfficerAccessor>().AddScoped<IRoom, SightedRoom>();
        services.AddScoped<OfficerNames>();
        services.AddScoped<RoomView>();
        services.AddScoped<Formats>();
        services.AddDisputesPages();
        services.AddImport();
        services.AddDossier();
        services.AddStandstillPages();
        services.AddStrategyPages();
        services.AddScoped<KeysView>();
        services.AddPressPages();
        services.AddChannelsPages();
        services.AddDraftsPages();
        services.AddScoped<LastVisit>();
        services.AddScoped<ReadMarks>();
        services.AddScoped<RoomNews>();
        services.AddScoped<StatementSummary>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveNews>();
        services.AddSearch();
        services.AddSince();
        services.AddBrief();
        services.AddNotices();
        services.AddGo();
        services.AddAnswers();
        services.AddDates();
        services.AddPublicSite();
        return services;
    }

    /// <summary>Components, languages, preferences and antiforgery: what pages need that belong to no room.</summary>
    public static CookieNames AddPageBasics(this IServiceCollection services, MemberId me)
    {
        var cookies = new CookieNames(me);
        services.AddSingleton(cookies);
        services.AddRazorComponents();
        services.AddLocalization();

        // Japanese and Korean as themselves: entities would take two to three times the bytes.
        services.AddWebEncoders(web => web.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddAntiforgery(forgery => forgery.Cookie.Name = cookies.Forgery);
        services.Configure<RequestLocalizationOptions>(request => Languages(request, cookies));
        return cookies;
    }

    /// <summary>Keys that protect cookies and forms, in a folder only this user reads; never in a backup that leaves the house.</summary>
    public static void AddPageKeys(this IServiceCollection services, MemberId me, string folder)
    {
        var keys = Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        services.AddDataProtection().SetApplicationName("comity-" + me).PersistKeysToFileSystem(keys);
    }

    private static void Languages(RequestLocalizationOptions request, CookieNames cookies)
    {
        request.SetDefaultCulture("en").AddSupportedCultures(Formats.Languages).AddSupportedUICultures(Formats.Languages);
        request.FallBackToParentCultures = request.FallBackToParentUICultures = true;
        request.RequestCultureProviders =
        [
            new CookieRequestCultureProvider { CookieName = cookies.Language },
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    }

    private static void Session(CookieAuthenticationOptions session, CookieNames cookies)
    {
        session.Cookie.Name = cookies.Session;
        session.Cookie.SameSite = SameSiteMode.Lax;
        session.Cookie.HttpOnly = true;
        session.LoginPath = AccessEndpoints.SignInPath;
        session.AccessDeniedPath = "/problem/403";
        session.ReturnUrlParameter = "returnUrl";
        session.ExpireTimeSpan = TimeSpan.FromHours(12);
        session.SlidingExpiration = true;
        session.Events.OnRedirectToLogin = context =>
        {
            if (PageHost.IsPagePath(context.Request.Path))
            {
                context.Response.Redirect(context.RedirectUri);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            }

            return Task.CompletedTask;
        };
    }
}
