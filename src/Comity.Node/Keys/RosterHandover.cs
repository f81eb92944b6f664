using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;

namespace Comity.Node.Keys;

/// <summary>A signed roster comes to the node: looked at whole, kept, then adopted in every journal of its member.</summary>
/// <remarks>docs/spec/keys.md, "Handing a roster over". Idempotent: handed over again it finishes what was begun.</remarks>
public sealed class RosterHandover(NodeRecord record)
{
    /// <summary>Characters of a roster taken.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <returns>Every fault, with nothing kept; or what was adopted.</returns>
    /// <exception cref="NodeStoppedException">The node cannot sign; the roster is kept and adopted when it can.</exception>
    public async Task<(IReadOnlyList<Fault> Faults, IReadOnlyList<Statement> Adopted)> HandAsync(string compact, string level, CancellationToken cancellation)
    {
        record.Keys.Reload();
        if (!Roster.TryRead(compact.Trim(), out var roster, out var fault))
        {
            return ([new Fault("roster", fault.Code, fault.Message)], []);
        }

        var faults = Faults(roster).ToList();
        if (faults.Count > 0)
        {
            return (faults, []);
        }

        record.Keys.Take(roster);
        return ([], await record.AdoptRosterAsync(level, cancellation).ConfigureAwait(false));
    }

    private IEnumerable<Fault> Faults(Roster roster)
    {
        var before = record.Roster;
        var root = record.Read(r => r.Charter is null ? null : RepinChains.Judge(r).Roots[record.Me]) ?? before?.Root.Thumbprint;
        if (roster.Member != record.Me)
        {
            yield return Wrong("keys.roster.member", $"a roster of {record.Me}, found one of {roster.Member}");
        }

        if (root is not null && roster.Root.Thumbprint != root)
        {
            yield return Wrong("keys.roster.root", $"a roster under the root key in force, {root}; found one under {roster.Root.Thumbprint}");
        }

        if (before is not null && roster.Id != before.Id && roster.Sequence <= before.Sequence)
        {
            yield return Wrong("keys.roster.not-higher", $"a roster above {before.Sequence}, found {roster.Sequence}; a sequence never goes back");
        }

        if (before is not null && roster.Sequence == before.Sequence + 1 && roster.Previous != before.Id)
        {
            yield return Wrong("keys.roster.previous", $"a roster made after {before.Id}, found one after {roster.Previous?.ToString() ?? "none"}; make it from this node's request");
        }

        if (record.Keys.KeyFor(roster) is null)
        {
            yield return Wrong("keys.roster.no-key-here", $"a roster with a key whose private half this node holds, found {roster.Keys.Count} others; import the key first, or make the roster from this node's request");
        }
    }

    private static Fault Wrong(string code, string expected) => new("roster", code, $"expected {expected}");
}
