using System.Globalization;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Sync;

namespace Comity.Node.Api;

/// <summary>Forks known in a channel, and statements refused for what they say to have seen.</summary>
public sealed record ForksAnswer(ValueList<ForkAnswer> Forks, ValueList<SightingAnswer> Disputed);

/// <param name="Evidence">Id of the evidence; its file is at <c>/api/v1/evidence/{id}</c>.</param>
/// <param name="KnownSince">When this node kept it.</param>
/// <param name="DecidedBy">The statement that says which branch goes on; null while the journal stands still.</param>
public sealed record ForkAnswer(MemberId Member, long Index, string Evidence, DateTimeOffset KnownSince, StatementId? DecidedBy, ValueList<ForkSideAnswer> Sides)
{
    public static ForkAnswer Of(ForkRow row) => new(
        row.Member, row.Index, row.Evidence.ToString(), row.KnownSince, row.DecidedBy,
        row.Sides.Select(s => new ForkSideAnswer(s.Id, s.HeldHere, s.HeldBy, s.Statement?.Compact)).ToValueList());
}

/// <param name="HeldBy">Other members that say they hold this one.</param>
/// <param name="Jws">Null where the evidence only commits to its id.</param>
public sealed record ForkSideAnswer(StatementId Id, bool HeldHere, ValueList<MemberId> HeldBy, string? Jws);

/// <summary>Charged to its author, without effect on the journal it names.</summary>
public sealed record SightingAnswer(StatementId Id, MemberId Author, long Index, MemberId Named, HeadAnswer Says, HeadAnswer Held, string Words)
{
    public static SightingAnswer Of(SightingRow row) => new(
        row.Id, row.Author, row.Index, row.Named, HeadAnswer.Of(row.Says), HeadAnswer.Of(row.Held),
        string.Create(CultureInfo.InvariantCulture, $"{row.Author} says it saw another root of the journal of {row.Named} at size {row.Says.Size} than the one held here; nothing follows for {row.Named}"));
}

/// <summary>Who holds a statement, as far as each has said, and what their clocks say of its time.</summary>
/// <param name="NotReceivedBy">Members that have not said they received it; that is not a refusal.</param>
public sealed record HoldersAnswer(StatementId Id, ValueList<HolderAnswer> HeldBy, ValueList<MemberId> NotReceivedBy, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, bool ClocksDisagree)
{
    public static HoldersAnswer Of(StatementId id, ValueList<Witness> witnesses)
    {
        var bounds = WitnessRules.Bounds(witnesses);
        return new(
            id, witnesses.Where(w => w.HasReceived).Select(w => new HolderAnswer(w.Member, w.FirstAfter!.Value)).ToValueList(),
            witnesses.Where(w => !w.HasReceived).Select(w => w.Member).ToValueList(), bounds.NotBefore, bounds.NotAfter, bounds.ClocksDisagree);
    }
}

/// <param name="Since">Claimed time of its first statement that had seen this one.</param>
public sealed record HolderAnswer(MemberId Member, DateTimeOffset Since);
