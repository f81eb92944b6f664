using System.Globalization;
using Comity.Node.Access;
using Comity.Record;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Comity.Node.Accounts;

/// <summary>Personal API tokens: what a program may do in its person's name, never more than the person.</summary>
public sealed class TokenBook(AccountsDb db, UserManager<Account> users, TimeProvider time, CallerCache cache)
{
    public const int MostDays = 366;

    private const int MostTokens = 50;

    private static readonly TimeSpan Believed = TimeSpan.FromMinutes(1);

    /// <summary>Makes a token. Every fault of what was asked for is told at once.</summary>
    /// <param name="channels">Null for wherever the mandate reaches.</param>
    /// <returns>The token's text, for once: only its digest is kept.</returns>
    public async Task<(string? Text, IReadOnlyList<Fault> Faults)> MakeAsync(
        string accountId, string name, IReadOnlyCollection<string> scopes, IReadOnlyCollection<ChannelId>? channels, int days)
    {
        var faults = new List<Fault>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Any(char.IsControl))
        {
            faults.Add(new("name", "tokens.name", "expected a name of 1 to 100 characters"));
        }

        if (scopes.Count == 0 || scopes.Any(s => !Scopes.All.Contains(s)))
        {
            faults.Add(new("scopes", "tokens.scopes", $"expected at least one of {string.Join(", ", Scopes.All)}, found {string.Join(", ", scopes)}"));
        }

        if (channels is { Count: 0 })
        {
            faults.Add(new("channels", "tokens.channels", "expected at least one channel, or none of the list for all"));
        }

        if (days is < 1 or > MostDays)
        {
            faults.Add(new("days", "tokens.days", string.Create(CultureInfo.InvariantCulture, $"expected 1 to {MostDays} days, found {days}")));
        }

        if (faults.Count == 0 && await db.ApiTokens.CountAsync(t => t.AccountId == accountId).ConfigureAwait(false) >= MostTokens)
        {
            faults.Add(new("", "tokens.most", string.Create(CultureInfo.InvariantCulture, $"expected at most {MostTokens} tokens: revoke one first")));
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var text = "comity_" + AccountStore.NewSecret();
        var now = time.GetUtcNow();
        db.ApiTokens.Add(new TokenRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Digest = AccountStore.DigestOf(text),
            AccountId = accountId,
            Name = name.Trim(),
            Scopes = string.Join(' ', scopes.Distinct().Order(StringComparer.Ordinal)),
            Channels = channels is null ? null : string.Join(' ', channels.Distinct().Order()),
            MadeAt = now,
            EndsAt = now.AddDays(days),
        });
        await db.SaveChangesAsync().ConfigureAwait(false);
        return (text, []);
    }

    /// <summary>Latest first; ended ones too, until they are revoked.</summary>
    public async Task<IReadOnlyList<TokenRow>> OfAsync(string accountId) =>
        await db.ApiTokens.AsNoTracking().Where(t => t.AccountId == accountId).OrderByDescending(t => t.MadeAt).ToListAsync().ConfigureAwait(false);

    /// <returns>False when the account has no such token.</returns>
    public async Task<bool> RevokeAsync(string accountId, string id)
    {
        var gone = await db.ApiTokens.Where(t => t.AccountId == accountId && t.Id == id).ExecuteDeleteAsync().ConfigureAwait(false) > 0;
        cache.Forget();
        return gone;
    }

    /// <returns>Whose token it is; null when it is nobody's, has ended or was revoked.</returns>
    public async Task<CallerCache.Known?> FindAsync(string text)
    {
        var digest = AccountStore.DigestOf(text);
        var now = time.GetUtcNow();
        if (cache.Find(digest) is { } known && known.EndsAt > now && now - known.CheckedAt < Believed)
        {
            return known;
        }

        var age = cache.Age;
        var row = await db.ApiTokens.FirstOrDefaultAsync(t => t.Digest == digest).ConfigureAwait(false);
        if (row is null || row.EndsAt <= now || await users.FindByIdAsync(row.AccountId).ConfigureAwait(false) is not { Closed: false } account)
        {
            return null;
        }

        row.UsedAt = now;
        await db.SaveChangesAsync().ConfigureAwait(false);
        known = new(
            account.Id,
            new Caller(account.Officer, account.Administers, row.Scopes.Split(' ').ToHashSet(StringComparer.Ordinal), row.Channels?.Split(' ').Select(ChannelId.Parse).ToHashSet()),
            row.EndsAt,
            now);
        cache.Keep(digest, known, age);
        return known;
    }
}
