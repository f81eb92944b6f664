using Comity.Node.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Comity.Node.Accounts;

/// <summary>Signing in by the member's own identity provider: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636), answer by query.</summary>
/// <remarks>Only the subject is asked for and only the subject counts. The provider's tokens are read once and not kept.</remarks>
internal static partial class ProviderSetup
{
    /// <summary>Where the provider sends the browser back; to be registered there.</summary>
    public const string AnswerPath = "/sign-in/provider/answer";

    /// <summary>The account that asked to be linked, in the state the browser carries, encrypted.</summary>
    public const string LinkItem = "comity:link";

    // Signatures by a key of the provider's; never none, never one made with the client's secret.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static void AddProvider(this IServiceCollection services, ProviderOptions provider, CookieNames cookies, AccountsOptions options) =>
        services.AddAuthentication().AddOpenIdConnect(AccountsSetup.ProviderScheme, openId =>
        {
            openId.SignInScheme = PagesSetup.SessionScheme;
            openId.Authority = provider.Authority.AbsoluteUri.TrimEnd('/');
            openId.RequireHttpsMetadata = !provider.Authority.IsLoopback;
            openId.ClientId = provider.ClientId;
            openId.ClientSecret = provider.ClientSecret;
            openId.CallbackPath = AnswerPath;
            openId.ResponseType = OpenIdConnectResponseType.Code;
            openId.ResponseMode = OpenIdConnectResponseMode.Query;
            openId.UsePkce = true;
            openId.SaveTokens = false;
            openId.TokenHandler = new SignedTokens { MapInboundClaims = false };
            openId.MapInboundClaims = false;
            openId.DisableTelemetry = true;
            openId.Scope.Clear();
            openId.Scope.Add("openid");
            openId.TokenValidationParameters.ValidAlgorithms = Algorithms;
            openId.TokenValidationParameters.NameClaimType = "sub";
            openId.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), MaxResponseDrainSize = 0 };
            foreach (var cookie in new[] { (openId.NonceCookie, "-nonce."), (openId.CorrelationCookie, "-correlation.") })
            {
                cookie.Item1.Name = cookies.Session + cookie.Item2;
                cookie.Item1.SameSite = SameSiteMode.Lax;
                cookie.Item1.SecurePolicy = options.OverTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            }

            openId.Events.OnTicketReceived = ReceiveAsync;
            openId.Events.OnRemoteFailure = RefuseAsync;
        });

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var http = context.HttpContext;
        var back = LocalUrl.OrHome(context.ReturnUri);
        context.HandleResponse();
        if (context.Properties?.Items.TryGetValue(LinkItem, out var asked) == true)
        {
            var ways = http.RequestServices.GetRequiredService<WayDesk>();
            http.User = (await http.AuthenticateAsync(PagesSetup.SessionScheme).ConfigureAwait(false)).Principal ?? new();
            var linked = await ways.OfAsync(http).ConfigureAwait(false) is { } account && account.Id == asked && SignInDesk.SubjectOf(context.Principal!) is { } subject
                && await ways.LinkProviderAsync(account, context.HttpContext.RequestServices.GetRequiredService<AccountsOptions>().Provider!, subject).ConfigureAwait(false);
            http.Response.Redirect(linked ? AccountPaths.Account : AccountPaths.Account + "?refused=provider");
            return;
        }

        var answer = await http.RequestServices.GetRequiredService<SignInDesk>().ByProviderAsync(http, context.Principal!).ConfigureAwait(false);
        http.Response.Redirect(answer is SignInAnswer.In ? back : AccountPaths.Refused);
    }

    // What the provider or an attacker sent is not repeated, not even in a log: only what kind of failure it was.
    private static Task RefuseAsync(RemoteFailureContext context)
    {
        Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<ProviderOptions>>(), context.Failure?.GetType().Name);
        context.HandleResponse();
        context.Response.Redirect(AccountPaths.Refused);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "The identity provider's answer was refused: {Kind}")]
    private static partial void Failed(ILogger log, string? kind);
}
