using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What the author of each body stakes with it (docs/spec/forks.md): a forker is held to what it agreed to in either branch.</summary>
internal static class StakeRules
{
    public static Stake Of(IBody body) => body switch
    {
        PositionStated { Stance: Stance.Support or Stance.CanLiveWith } => Stake.Undertaking,
        DecisionInitialled or ReceiptGiven or JournalShown or ContestSettled { Adopted: true } => Stake.Undertaking,
        WordingWithdrawn or SilenceCertified or StatementAttached { Kind: AttachedKind.Dissociation } => Stake.Benefit,
        _ => Stake.None,
    };
}
