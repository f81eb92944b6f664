using System.Collections.Concurrent;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;

namespace Comity.Domain.Standstill.Board;

/// <summary>The standstills of one channel as a page asks for them: what was said of them is in memory, the ledger they need is chosen from an index and read.</summary>
/// <remarks>Equal to what <see cref="StandstillRules"/> finds from all that was said; a test compares both. Safe for several threads: what was judged is kept until something changes.</remarks>
public sealed class StandstillBoard
{
    /// <summary>Days kept at once.</summary>
    private const int Most = 32;

    private readonly ConcurrentDictionary<DateOnly, (StandstillFacts Said, long Version, StandstillFindings Found)> _kept = [];

    /// <param name="said">What was said of standstills; its ledger is not looked at.</param>
    public StandstillFindings Judge(StandstillFacts said, IIndexedStatements statements, JudgeContext context)
    {
        if (said.Said.Count + said.Unreadable.Count == 0)
        {
            return StandstillFindings.None;
        }

        var version = statements.Read(index => index.Version);
        if (_kept.TryGetValue(context.AsOf, out var kept) && ReferenceEquals(kept.Said, said) && kept.Version == version)
        {
            return kept.Found;
        }

        var places = statements.Read(index => LedgerPart.Of(index, said, context.AsOf).Select(index.PlaceOf).ToList());
        var ledger = statements.Load(places).Aggregate(DisputesFacts.None, DisputesFold.Apply);
        var found = StandstillRules.Judge(said with { Ledger = ledger }, context);
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        _kept[context.AsOf] = (said, version, found);
        return found;
    }
}
