using System.Security.Cryptography;
using Comity.Record;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Comity.Node.Accounts;

/// <summary>What administrators do to accounts, and enrolling by a link. Whatever it changes counts from the next request on.</summary>
public sealed class AccountDesk(AccountsDb db, UserManager<Account> users, AccountsOptions options, TimeProvider time, CallerCache cache)
{
    /// <summary>By sign-in name.</summary>
    public async Task<IReadOnlyList<Account>> AllAsync() => await db.Users.AsNoTracking().OrderBy(a => a.NormalizedUserName).ToListAsync().ConfigureAwait(false);

    /// <summary>Those whom the member sets itself up with as heads of delegation.</summary>
    public async Task<IReadOnlyList<Account>> SetUpHeadsAsync() =>
        await db.Users.AsNoTracking().Where(a => a.SetUpOffice != null && !a.Closed).OrderBy(a => a.NormalizedUserName).ToListAsync().ConfigureAwait(false);

    public Task<Account?> FindAsync(string id) => users.FindByIdAsync(id);

    /// <summary>An account that opens nothing until a link is used, and nothing of substance until a mandate is given.</summary>
    public async Task<(Account? Account, IReadOnlyList<Fault> Faults)> MakeAsync(
        string signInName, string name, bool administers, (string Office, string Level)? head = null, string? officer = null)
    {
        var faults = new List<Fault>();
        if (signInName.Length is 0 or > 64 || !signInName.All(c => char.IsAsciiLetterOrDigit(c) || "-._@".Contains(c, StringComparison.Ordinal)))
        {
            faults.Add(new("signInName", "accounts.sign-in-name", "expected 1 to 64 letters, digits and any of - . _ @"));
        }
        else if (await users.FindByNameAsync(signInName).ConfigureAwait(false) is not null)
        {
            faults.Add(new("signInName", "accounts.name-taken", "expected a sign-in name that is not taken"));
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Any(char.IsControl))
        {
            faults.Add(new("name", "accounts.name", "expected a name of 1 to 100 characters"));
        }

        if (officer is not null && await db.Users.AnyAsync(a => a.Officer == officer).ConfigureAwait(false))
        {
            faults.Add(new("officer", "accounts.officer-taken", "expected an officer without an account"));
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var account = new Account { UserName = signInName, Name = name.Trim(), Officer = officer ?? NewOfficer(), Administers = administers, SetUpOffice = head?.Office, SetUpLevel = head?.Level };
        var made = await users.CreateAsync(account).ConfigureAwait(false);
        return made.Succeeded ? (account, []) : (null, [.. made.Errors.Select(e => new Fault("signInName", "accounts.refused", e.Description))]);
    }

    /// <summary>A new link for the account; earlier ones end.</summary>
    /// <returns>The code, for once: only its digest is kept.</returns>
    public async Task<string> LinkAsync(Account account)
    {
        var code = AccountStore.NewSecret();
        await db.Links.Where(l => l.AccountId == account.Id).ExecuteDeleteAsync().ConfigureAwait(false);
        db.Links.Add(new LinkRow { Digest = AccountStore.DigestOf(code), AccountId = account.Id, EndsAt = time.GetUtcNow() + options.LinkLife });
        await db.SaveChangesAsync().ConfigureAwait(false);
        return code;
    }

    /// <summary>Uses a link: every earlier way in, session and token of the account ends, and but for the first time its officer's id is made anew.</summary>
    /// <returns>Null when there is no such link, or it has ended or been used.</returns>
    public async Task<Account?> RedeemAsync(string code)
    {
        var digest = AccountStore.DigestOf(code);
        var link = await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Digest == digest).ConfigureAwait(false);
        // Deleting decides which of two who use it at once was first.
        if (link is null || await db.Links.Where(l => l.Digest == digest).ExecuteDeleteAsync().ConfigureAwait(false) == 0
            || link.EndsAt < time.GetUtcNow() || await users.FindByIdAsync(link.AccountId).ConfigureAwait(false) is not { Closed: false } account)
        {
            return null;
        }

        await ForgetWaysAsync(account).ConfigureAwait(false);
        if (account.EnrolledAt is not null)
        {
            account.Officer = NewOfficer();
        }

        account.EnrolledAt = time.GetUtcNow();
        await users.UpdateAsync(account).ConfigureAwait(false);
        return account;
    }

    /// <summary>Closes the account or opens it again; closing ends its sessions and tokens at once.</summary>
    /// <returns>False when it is the last administrator's.</returns>
    public async Task<bool> CloseAsync(Account account, bool closed)
    {
        if (closed && account.Administers && await IsLastAsync(account).ConfigureAwait(false))
        {
            return false;
        }

        account.Closed = closed;
        await users.UpdateAsync(account).ConfigureAwait(false);
        if (closed)
        {
            await EndAllAsync(account.Id).ConfigureAwait(false);
        }

        cache.Forget();
        return true;
    }

    /// <summary>Makes the account an administrator's or no longer. The last administrator stays one.</summary>
    /// <returns>False when it is the last.</returns>
    public async Task<bool> AdministersAsync(Account account, bool administers)
    {
        if (!administers && await IsLastAsync(account).ConfigureAwait(false))
        {
            return false;
        }

        account.Administers = administers;
        await users.UpdateAsync(account).ConfigureAwait(false);
        cache.Forget();
        return true;
    }

    private async Task<bool> IsLastAsync(Account account) => !await db.Users.AnyAsync(a => a.Administers && !a.Closed && a.Id != account.Id).ConfigureAwait(false);

    private async Task ForgetWaysAsync(Account account)
    {
        foreach (var passkey in await users.GetPasskeysAsync(account).ConfigureAwait(false))
        {
            await users.RemovePasskeyAsync(account, passkey.CredentialId).ConfigureAwait(false);
        }

        foreach (var login in await users.GetLoginsAsync(account).ConfigureAwait(false))
        {
            await users.RemoveLoginAsync(account, login.LoginProvider, login.ProviderKey).ConfigureAwait(false);
        }

        await users.RemovePasswordAsync(account).ConfigureAwait(false);
        await users.SetTwoFactorEnabledAsync(account, false).ConfigureAwait(false);
        await users.ResetAuthenticatorKeyAsync(account).ConfigureAwait(false);
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0).ConfigureAwait(false);
        await users.SetLockoutEndDateAsync(account, null).ConfigureAwait(false);
        await users.ResetAccessFailedCountAsync(account).ConfigureAwait(false);
        await EndAllAsync(account.Id).ConfigureAwait(false);
        cache.Forget();
    }

    private async Task EndAllAsync(string account)
    {
        await db.Sessions.Where(s => s.AccountId == account).ExecuteDeleteAsync().ConfigureAwait(false);
        await db.ApiTokens.Where(t => t.AccountId == account).ExecuteDeleteAsync().ConfigureAwait(false);
    }

    // 96 bits: nobody guesses it, and its first eight characters can be read out.
    private static string NewOfficer() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
}
