using Comity.Node.Access;
using Comity.Record;

namespace Comity.Node.Dates;

/// <summary>What a feed key opens: what its officer may read, as the mandates stand when it is used, and nothing else.</summary>
public static class FeedKeys
{
    /// <summary>A token that is limited to less than its officer may read is told no key that opens more.</summary>
    public static bool MayHave(Sight sight) => sight.Caller is { Channels: null } caller && (caller.Scopes is null || caller.Scopes.Contains(Scopes.Read));

    public static Caller CallerBy(string officer) => new(officer, Scopes: new HashSet<string>(StringComparer.Ordinal) { Scopes.Read });
}
