using System.Text.Encodings.Web;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Comity.Node.Accounts;

/// <summary>A person's own ways in: passkeys, password with a code, recovery codes. Each change counts at once.</summary>
public sealed class WayDesk(UserManager<Account> users, SignInManager<Account> signIn, SessionBook sessions, CallerCache cache)
{
    private const int RecoveryCodes = 10;
    private const int MostPasskeys = 20;

    public Task<Account?> OfAsync(HttpContext http) => AccountClaims.AccountOf(http) is { } id ? users.FindByIdAsync(id) : Task.FromResult<Account?>(null);

    public async Task<IReadOnlyList<UserPasskeyInfo>> PasskeysAsync(Account account) => [.. await users.GetPasskeysAsync(account).ConfigureAwait(false)];

    public Task<string> PasskeyOptionsAsync(Account account) =>
        signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id, Name = account.UserName!, DisplayName = account.Name });

    /// <param name="credential">The browser's answer, as JSON.</param>
    /// <returns>False when it does not answer what was asked.</returns>
    public async Task<bool> AddPasskeyAsync(Account account, string credential, string name)
    {
        var made = await SignInDesk.TryAsync(() => signIn.PerformPasskeyAttestationAsync(credential)).ConfigureAwait(false);
        if (made is not { Succeeded: true } || made.UserEntity.Id != account.Id || (await users.GetPasskeysAsync(account).ConfigureAwait(false)).Count >= MostPasskeys)
        {
            return false;
        }

        made.Passkey.Name = name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 60)] : null;
        var added = (await users.AddOrUpdatePasskeyAsync(account, made.Passkey).ConfigureAwait(false)).Succeeded;
        cache.Forget();
        return added;
    }

    /// <summary>Takes a passkey away, unless it is the last way in.</summary>
    /// <returns>False when it is.</returns>
    public async Task<bool> RemovePasskeyAsync(Account account, byte[] credential)
    {
        var passkeys = await users.GetPasskeysAsync(account).ConfigureAwait(false);
        if (passkeys.Count <= 1 && !(account.TwoFactorEnabled && account.PasswordHash is not null) && (await users.GetLoginsAsync(account).ConfigureAwait(false)).Count == 0)
        {
            return false;
        }

        await users.RemovePasskeyAsync(account, credential).ConfigureAwait(false);
        cache.Forget();
        return true;
    }

    /// <summary>The key that the person's authenticator is given, as text in groups of four, and the address a QR code holds.</summary>
    public async Task<(string Key, string Address)> AuthenticatorAsync(Account account, string node)
    {
        var key = await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false);
        if (string.IsNullOrEmpty(key))
        {
            await users.ResetAuthenticatorKeyAsync(account).ConfigureAwait(false);
            key = await users.GetAuthenticatorKeyAsync(account).ConfigureAwait(false);
        }

        var label = UrlEncoder.Default.Encode($"Comity {node}") + ":" + UrlEncoder.Default.Encode(account.UserName!);
        return (string.Join(' ', key!.ToLowerInvariant().Chunk(4).Select(c => new string(c))), $"otpauth://totp/{label}?secret={key}&issuer={UrlEncoder.Default.Encode($"Comity {node}")}&digits=6&period=30");
    }

    /// <summary>Sets a password together with the authenticator that has to stand beside it. Other sessions end.</summary>
    public async Task<IReadOnlyList<Fault>> SetPasswordAsync(HttpContext http, Account account, string password, string again, string code)
    {
        var faults = new List<Fault>();
        foreach (var validator in users.PasswordValidators)
        {
            var valid = await validator.ValidateAsync(users, account, password).ConfigureAwait(false);
            faults.AddRange(valid.Errors.Select(e => new Fault("password", "ways.password", e.Description)));
        }

        if (password != again)
        {
            faults.Add(new("again", "ways.password-again", "expected the same password twice"));
        }

        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code.Replace(" ", "", StringComparison.Ordinal)).ConfigureAwait(false))
        {
            faults.Add(new("code", "ways.code", "expected the six digits that the authenticator shows now"));
        }

        if (faults.Count == 0)
        {
            await users.RemovePasswordAsync(account).ConfigureAwait(false);
            await users.AddPasswordAsync(account, password).ConfigureAwait(false);
            await users.SetTwoFactorEnabledAsync(account, true).ConfigureAwait(false);
            await sessions.EndAllAsync(account.Id, SessionBook.IdOf(http.User)).ConfigureAwait(false);
        }

        return faults;
    }

    /// <summary>New recovery codes in the place of the old ones.</summary>
    /// <returns>Each works once, and this is the one time they are told.</returns>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Account account) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes).ConfigureAwait(false) ?? []];

    public Task<int> RecoveryCodesLeftAsync(Account account) => users.CountRecoveryCodesAsync(account);

    /// <summary>Links the account to a subject of the member's provider; whoever is signed in asks for it.</summary>
    /// <returns>False when the subject is linked to an account already.</returns>
    public async Task<bool> LinkProviderAsync(Account account, ProviderOptions provider, string subject)
    {
        var linked = (await users.AddLoginAsync(account, new UserLoginInfo(provider.Authority.AbsoluteUri, subject, provider.Name)).ConfigureAwait(false)).Succeeded;
        cache.Forget();
        return linked;
    }

    public async Task<bool> HasProviderAsync(Account account) => (await users.GetLoginsAsync(account).ConfigureAwait(false)).Count > 0;
}
