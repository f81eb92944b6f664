using System.Security.Claims;
using Comity.Node.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Comity.Node.Accounts;

/// <summary>Sessions as the node keeps them: the cookie holds a secret, the database says whether it still counts.</summary>
public sealed class SessionBook(AccountsDb db, UserManager<Account> users, AccountsOptions options, TimeProvider time, CallerCache cache)
{
    public const string SessionClaim = "comity:session";

    private const int LongestBrowser = 200;

    /// <summary>How long an answer of the database is believed; ending a session here does not wait for it.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    /// <summary>Starts a session with a secret of its own, whatever the browser brought; the session it brought ends.</summary>
    /// <param name="way">How one came in: see <see cref="SessionRow.Way"/>.</param>
    public async Task StartAsync(HttpContext http, Account account, string way)
    {
        await EndThisAsync(http).ConfigureAwait(false);
        var secret = AccountStore.NewSecret();
        var now = time.GetUtcNow();
        db.Sessions.Add(new SessionRow
        {
            Id = AccountStore.DigestOf(secret),
            AccountId = account.Id,
            Way = way,
            Address = http.Connection.RemoteIpAddress?.ToString() ?? "",
            Browser = http.Request.Headers.UserAgent.ToString() is { Length: > LongestBrowser } longer ? longer[..LongestBrowser] : http.Request.Headers.UserAgent.ToString(),
            StartedAt = now,
            SeenAt = now,
            EndsAt = now + options.SessionLongest,
        });
        await db.Sessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync().ConfigureAwait(false);
        await db.SaveChangesAsync().ConfigureAwait(false);
        var identity = new ClaimsIdentity([new Claim(SessionClaim, secret)], PagesSetup.SessionScheme);
        await http.SignInAsync(PagesSetup.SessionScheme, new ClaimsPrincipal(identity)).ConfigureAwait(false);
    }

    /// <summary>Ends the session this request came with, here and in the browser.</summary>
    public async Task EndThisAsync(HttpContext http)
    {
        if (SecretOf(http.User) is { } secret)
        {
            var id = AccountStore.DigestOf(secret);
            await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync().ConfigureAwait(false);
            cache.Forget();
        }

        await http.SignOutAsync(PagesSetup.SessionScheme).ConfigureAwait(false);
    }

    /// <summary>Ends one of an account's sessions; does nothing when it is not the account's.</summary>
    public async Task EndAsync(string accountId, string session)
    {
        await db.Sessions.Where(s => s.Id == session && s.AccountId == accountId).ExecuteDeleteAsync().ConfigureAwait(false);
        cache.Forget();
    }

    /// <summary>Ends every session of an account.</summary>
    /// <param name="except">But this one, when it is given.</param>
    public async Task EndAllAsync(string accountId, string? except = null)
    {
        await db.Sessions.Where(s => s.AccountId == accountId && s.Id != except).ExecuteDeleteAsync().ConfigureAwait(false);
        cache.Forget();
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<SessionRow>> OfAsync(string accountId)
    {
        var now = time.GetUtcNow();
        return await db.Sessions.AsNoTracking().Where(s => s.AccountId == accountId && s.EndsAt >= now).OrderByDescending(s => s.SeenAt).ToListAsync().ConfigureAwait(false);
    }

    public static string? IdOf(ClaimsPrincipal user) => SecretOf(user) is { } secret ? AccountStore.DigestOf(secret) : null;

    /// <summary>Whether the account has a way in that is more than a password.</summary>
    public async Task<bool> IsSetUpAsync(Account account) =>
        (await users.GetPasskeysAsync(account).ConfigureAwait(false)).Count > 0
        || (account.TwoFactorEnabled && await users.HasPasswordAsync(account).ConfigureAwait(false))
        || (await users.GetLoginsAsync(account).ConfigureAwait(false)).Count > 0;

    /// <summary>At every request: the cookie's secret stands for what the database says now, or for nobody.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetService(typeof(SessionBook)) is not SessionBook book || context.Principal is null)
        {
            return;
        }

        if (SecretOf(context.Principal) is { } secret && await book.FindAsync(AccountStore.DigestOf(secret)).ConfigureAwait(false) is { } known)
        {
            context.ReplacePrincipal(new ClaimsPrincipal(new ClaimsIdentity(Claims(secret, known), PagesSetup.SessionScheme)));
        }
        else
        {
            context.RejectPrincipal();
            await http.SignOutAsync(PagesSetup.SessionScheme).ConfigureAwait(false);
        }
    }

    private static string? SecretOf(ClaimsPrincipal user) => user.FindFirstValue(SessionClaim);

    private static IEnumerable<Claim> Claims(string secret, CallerCache.Known known)
    {
        yield return new(SessionClaim, secret);
        yield return new(AccountClaims.Account, known.AccountId);
        yield return new(Caller.OfficerClaim, known.Caller.Officer);
        if (known.Caller.Administers)
        {
            yield return new(Caller.AdministersClaim, "");
        }

        if (known.Caller.MustSetUp)
        {
            yield return new(Caller.SetUpClaim, "");
        }
    }

    private async Task<CallerCache.Known?> FindAsync(string id)
    {
        var now = time.GetUtcNow();
        if (cache.Find(id) is { } known && known.EndsAt > now && now - known.CheckedAt < Believed)
        {
            return known;
        }

        var age = cache.Age;
        var row = await db.Sessions.FirstOrDefaultAsync(s => s.Id == id).ConfigureAwait(false);
        if (row is null || row.EndsAt <= now || now - row.SeenAt > options.SessionIdle
            || await users.FindByIdAsync(row.AccountId).ConfigureAwait(false) is not { Closed: false } account)
        {
            return null;
        }

        row.SeenAt = now;
        await db.SaveChangesAsync().ConfigureAwait(false);
        var caller = new Caller(account.Officer, account.Administers, MustSetUp: !await IsSetUpAsync(account).ConfigureAwait(false));
        known = new(account.Id, caller, row.EndsAt, now);
        cache.Keep(id, known, age);
        return known;
    }
}

/// <summary>Claims of a session or token beyond those of <see cref="Caller"/>.</summary>
public static class AccountClaims
{
    public const string Account = "comity:account";

    /// <summary>Whose session or token this request comes with; null for a visitor and in the demo.</summary>
    public static string? AccountOf(HttpContext http) => http.User.FindFirstValue(Account);
}
