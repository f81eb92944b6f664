using System.Security.Claims;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>Who asks, as a session or a token says: which officer, and what the token was limited to.</summary>
/// <param name="Officer">The opaque id that mandates name.</param>
/// <param name="Administers">Whether the account manages accounts; opens nothing of substance.</param>
/// <param name="Scopes">What a token may do; null for a session, which may do all its officer may.</param>
/// <param name="Channels">Where a token may do it; null wherever the officer may.</param>
/// <param name="MustSetUp">The account has no second way yet: it is led to set one before anything else.</param>
public sealed record Caller(string Officer, bool Administers = false, IReadOnlySet<string>? Scopes = null, IReadOnlySet<ChannelId>? Channels = null, bool MustSetUp = false)
{
    public const string OfficerClaim = "comity:officer";
    public const string AdministersClaim = "comity:administers";
    public const string ScopesClaim = "comity:scopes";
    public const string ChannelsClaim = "comity:channels";
    public const string SetUpClaim = "comity:set-up";

    public static Caller? Of(ClaimsPrincipal user) => user.FindFirstValue(OfficerClaim) is { } officer
        ? new Caller(
            officer,
            user.HasClaim(c => c.Type == AdministersClaim),
            user.FindFirstValue(ScopesClaim)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            user.FindFirstValue(ChannelsClaim)?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ChannelId.Parse).ToHashSet(),
            user.HasClaim(c => c.Type == SetUpClaim))
        : null;
}

/// <summary>What a token may be limited to.</summary>
public static class Scopes
{
    public const string Read = "read";

    /// <summary>Saying things in the own channel, heard by nobody else.</summary>
    public const string Draft = "draft";

    /// <summary>Saying things that other members hear.</summary>
    public const string Release = "release";

    public const string AdministerAccounts = "administer-accounts";

    public static IReadOnlyList<string> All { get; } = [Read, Draft, Release, AdministerAccounts];
}
