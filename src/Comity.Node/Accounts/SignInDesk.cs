using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Comity.Node.Accounts;

/// <summary>Letting people in: by passkey, by password with a code, or by the member's provider.</summary>
/// <remarks>Every refusal reads the same, and takes about as long, whether or not there is such an account.</remarks>
public sealed class SignInDesk(UserManager<Account> users, SignInManager<Account> signIn, SessionBook sessions, AttemptBook attempts, AccountsOptions options)
{
    // Checked in place of an account's own when there is none, so that time does not tell.
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(new Account(), AccountStore.NewSecret());

    /// <param name="code">Six digits from the authenticator, or a recovery code.</param>
    public async Task<SignInAnswer> ByPasswordAsync(HttpContext http, string name, string password, string code)
    {
        var address = AddressOf(http);
        if (attempts.Wait(address) is { } wait)
        {
            return new SignInAnswer.Wait(wait);
        }

        var account = await users.FindByNameAsync(name).ConfigureAwait(false);
        if (account is null || account.Closed || !account.TwoFactorEnabled || account.PasswordHash is null)
        {
            users.PasswordHasher.VerifyHashedPassword(new Account(), NobodysHash, password);
            attempts.Failed(address);
            return new SignInAnswer.Refused();
        }

        if (await users.IsLockedOutAsync(account).ConfigureAwait(false))
        {
            users.PasswordHasher.VerifyHashedPassword(account, NobodysHash, password);
            attempts.Failed(address);
            return new SignInAnswer.Refused();
        }

        var way = await users.CheckPasswordAsync(account, password).ConfigureAwait(false) ? await SecondWayAsync(account, code).ConfigureAwait(false) : null;
        if (way is null)
        {
            await users.AccessFailedAsync(account).ConfigureAwait(false);
            attempts.Failed(address);
            return new SignInAnswer.Refused();
        }

        await users.ResetAccessFailedCountAsync(account).ConfigureAwait(false);
        await sessions.StartAsync(http, account, way).ConfigureAwait(false);
        return new SignInAnswer.In(account);
    }

    public Task<string> PasskeyOptionsAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <param name="credential">The browser's answer, as JSON.</param>
    public async Task<SignInAnswer> ByPasskeyAsync(HttpContext http, string credential)
    {
        var address = AddressOf(http);
        if (attempts.Wait(address) is { } wait)
        {
            return new SignInAnswer.Wait(wait);
        }

        var assertion = await TryAsync(() => signIn.PerformPasskeyAssertionAsync(credential)).ConfigureAwait(false);
        if (assertion is not { Succeeded: true } || assertion.User.Closed)
        {
            attempts.Failed(address);
            return new SignInAnswer.Refused();
        }

        // The counter moves at every use; a copy of the key is noticed by it.
        await users.AddOrUpdatePasskeyAsync(assertion.User, assertion.Passkey).ConfigureAwait(false);
        await sessions.StartAsync(http, assertion.User, "passkey").ConfigureAwait(false);
        return new SignInAnswer.In(assertion.User);
    }

    /// <summary>By the provider's word on a subject: an account linked to it, or nobody. An e-mail address links nothing.</summary>
    public async Task<SignInAnswer> ByProviderAsync(HttpContext http, ClaimsPrincipal subject)
    {
        var account = SubjectOf(subject) is { } id && options.Provider is { } provider ? await users.FindByLoginAsync(provider.Authority.AbsoluteUri, id).ConfigureAwait(false) : null;
        if (account is null or { Closed: true })
        {
            return new SignInAnswer.Refused();
        }

        await sessions.StartAsync(http, account, "provider").ConfigureAwait(false);
        return new SignInAnswer.In(account);
    }

    public static string? SubjectOf(ClaimsPrincipal principal) => principal.FindFirstValue("sub");

    internal static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    // A browser's answer that is no JSON, or answers nothing that was asked, is refused like a wrong one.
    internal static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.Text.Json.JsonException or PasskeyException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<string?> SecondWayAsync(Account account, string code)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal).Trim();
        if (typed.Length == 6 && typed.All(char.IsAsciiDigit))
        {
            return await FreshAsync(account, typed).ConfigureAwait(false) ? "password" : null;
        }

        return typed.Length > 0 && (await users.RedeemTwoFactorRecoveryCodeAsync(account, typed).ConfigureAwait(false)).Succeeded ? "recovery-code" : null;
    }

    // RFC 6238 §5.2: a code that let somebody in once lets nobody in again.
    private async Task<bool> FreshAsync(Account account, string code)
    {
        const string provider = "Comity", name = "last-codes";
        var used = (await users.GetAuthenticationTokenAsync(account, provider, name).ConfigureAwait(false))?.Split(' ') ?? [];
        if (used.Contains(code) || !await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code).ConfigureAwait(false))
        {
            return false;
        }

        // As many as are good at one time, and a few more.
        await users.SetAuthenticationTokenAsync(account, provider, name, string.Join(' ', used.Append(code).TakeLast(8))).ConfigureAwait(false);
        return true;
    }
}

/// <summary>What became of an attempt to sign in.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer() { }

    public sealed record In(Account Account) : SignInAnswer;

    /// <summary>For whatever reason: none is told.</summary>
    public sealed record Refused : SignInAnswer;

    /// <summary>Too many failures from this address.</summary>
    public sealed record Wait(TimeSpan For) : SignInAnswer;
}
