using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>The disputes of a channel as a page asks for them: counts, parts of lists, one act with all that concerns it; as of a day.</summary>
/// <remarks>
/// Every answer is a part of what <see cref="DisputesRules.Judge"/> finds from all that was said, in its order; but a chain lists its acts as if
/// the channel held no other line of links (<see cref="ChainRules.MostActsListed"/> counts for a whole picture).
/// </remarks>
public interface IDisputesBoard
{
    DateOnly AsOf { get; }

    int CountActs(ActFilter filter);

    /// <summary>The latest acts of a filter, those ahead of the day included.</summary>
    /// <param name="skip">How many of the latest are passed over.</param>
    /// <param name="upTo">Acts dated after it are passed over; null for none.</param>
    /// <returns>At most <paramref name="take"/>, by date, then id.</returns>
    IReadOnlyList<ActFinding> LatestActs(ActFilter filter, int skip, int take, DateOnly? upTo = null);

    /// <summary>The latest measure or countermeasure that does not lie ahead.</summary>
    ActFinding? LastStep { get; }

    /// <summary>Acts that are not ahead and that a named member has not affirmed, latest first.</summary>
    /// <param name="byMember">True for those the member itself has yet to affirm, false for those only others have.</param>
    IReadOnlyList<ActFinding> Unaffirmed(MemberId member, bool byMember, int most);

    /// <summary>Acts that others recorded about a member and that it has neither affirmed nor answered, latest first.</summary>
    IReadOnlyList<ActFinding> ToAnswer(MemberId member, int most);

    ActFinding? Act(StatementId id);

    /// <summary>Has the acts ready before they are asked for one by one. Those it does not know are passed over.</summary>
    void Expect(IEnumerable<StatementId> acts);

    /// <summary>Links in which the act is the later one: what it answers, follows, eases.</summary>
    IEnumerable<LinkFinding> From(StatementId act);

    /// <summary>Links in which the act is the earlier one: what answers it.</summary>
    IEnumerable<LinkFinding> To(StatementId act);

    MeasureFinding? Measure(StatementId id);

    /// <summary>Measures that one of the acts opened or a stage of which rests on one.</summary>
    IReadOnlyList<MeasureFinding> MeasuresOn(IReadOnlySet<StatementId> acts);

    ValueList<MemberLedger> Ledger { get; }

    /// <param name="which">By owner and by whether private persons take it.</param>
    int CountMeasures(Func<MemberId, bool, bool> which);

    /// <inheritdoc cref="CountMeasures"/>
    IReadOnlyList<MeasureFinding> Measures(Func<MemberId, bool, bool> which, int skip, int take);

    int CountChains { get; }

    IReadOnlyList<ChainFinding> Chains(int skip, int take);

    /// <summary>What lies ahead of the day, the nearest first.</summary>
    IReadOnlyList<DateFinding> Dates(int most);

    int CountIneffective { get; }

    IReadOnlyList<IneffectiveFinding> Ineffective(int most);
}
