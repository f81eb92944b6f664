using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Accounts;

/// <summary>What a working node needs to let its officers in.</summary>
public static class AccountsSetup
{
    /// <summary>The scheme of the answer of the identity provider, between two requests.</summary>
    public const string ProviderScheme = "ComityProvider";

    public static IServiceCollection AddAccounts(this IServiceCollection services, string folder, CookieNames cookies, AccountsOptions options)
    {
        services.AddAccountStore(folder, options).AddSingleton<AttemptBook>().AddScoped<SessionBook>().AddScoped<TokenBook>().AddScoped<SignInDesk>().AddScoped<WayDesk>().AddScoped<SignatureBook>();
        services.AddIdentityCore<Account>().AddSignInManager().AddDefaultTokenProviders();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.ServerDomain = options.PasskeyName;
        });
        // What a passkey's two requests have to agree on travels between them in this cookie, signed.
        services.AddAuthentication().AddCookie(IdentityConstants.TwoFactorUserIdScheme, passkey =>
        {
            passkey.Cookie.Name = cookies.Session + "-passkey";
            passkey.Cookie.SameSite = SameSiteMode.Strict;
            passkey.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        services.Configure<CookieAuthenticationOptions>(PagesSetup.SessionScheme, session =>
        {
            session.Events.OnValidatePrincipal = SessionBook.ValidateAsync;
            session.ExpireTimeSpan = options.SessionLongest;
            session.SlidingExpiration = false;
        });
        if (options.OverTls)
        {
            services.ConfigureAll<CookieAuthenticationOptions>(cookie => cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            services.AddAntiforgery(forgery => forgery.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        }

        if (options.Provider is { } provider)
        {
            services.AddProvider(provider, cookies, options);
        }

        return services;
    }
}
