using Comity.Record.Signing;

namespace Comity.Record.Forum;

/// <summary>What the next roster will change, for a person to read before the root key signs it.</summary>
/// <param name="Before">The roster it replaces; null for the first.</param>
/// <param name="Added">Listed first: a node signs with the first key listed whose private half it holds.</param>
/// <param name="Retired">Their last statement of each journal is the one before its adoption; nothing they sign afterwards is admitted there.</param>
public sealed record RosterPlan(MemberId Member, Roster? Before, ValueList<PublicKey> Added, ValueList<PublicKey> Kept, ValueList<PublicKey> Retired)
{
    public const string RetireAll = "all";

    /// <summary>1 for the first.</summary>
    public int Sequence => (Before?.Sequence ?? 0) + 1;

    /// <param name="retire">Thumbprints, or their first characters (at least 6), of keys of the roster in force; or <see cref="RetireAll"/>.</param>
    /// <returns>Null with every fault, or the plan without one.</returns>
    public static (RosterPlan? Plan, IReadOnlyList<Fault> Faults) Of(RosterRequest request, IReadOnlyList<string> retire)
    {
        var faults = new List<Fault>();
        var current = request.Current?.Keys.ToList() ?? [];
        var retired = new List<PublicKey>();
        foreach (var named in retire)
        {
            var meant = named == RetireAll ? current : current.FindAll(k => named.Length >= 6 && k.Thumbprint.StartsWith(named, StringComparison.Ordinal));
            if (meant.Count == 0 || (meant.Count > 1 && named != RetireAll))
            {
                faults.Add(new Fault("retire", "keys.retire-unknown", $"retire: expected {RetireAll}, or the beginning (6 characters or more) of one key of the roster in force, found {named}"));
            }

            retired.AddRange(meant);
        }

        var added = request.Offered.Where(k => !current.Contains(k)).ToList();
        var kept = current.FindAll(k => !retired.Contains(k));
        if (added.Count + kept.Count is 0 or > Roster.MaxKeys)
        {
            faults.Add(new Fault("keys", "keys.count", $"the next roster: expected 1 to {Roster.MaxKeys} keys, found {added.Count + kept.Count}"));
        }
        else if (request.Current is not null && added.Count == 0 && retired.Count == 0)
        {
            faults.Add(new Fault("keys", "keys.no-change", "the next roster: expected a key to add or to retire, found neither"));
        }

        return faults.Count > 0 ? (null, faults) : (new RosterPlan(request.Member, request.Current, added.ToValueList(), kept.ToValueList(), retired.Distinct().ToValueList()), []);
    }

    /// <summary>Whether this root key signed the roster before; true for the first.</summary>
    public bool IsOf(SigningKey root) => Before is null || Before.Root.Equals(root.Public);

    /// <returns>The next roster, compact.</returns>
    public string Sign(SigningKey root) => Roster.Sign(root, Member, Sequence, Before?.Id, [.. Added, .. Kept]);
}
