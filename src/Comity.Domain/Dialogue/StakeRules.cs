using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What the author of each body stakes with it (docs/spec/forks.md): a forker is held to what it agreed to in either branch.</summary>
internal static class StakeRules
{
    public static Stake Of(IBody body) => body switch
    {
        PositionStated { Stance: Stance.Support or Stance.CanLiveWith } => Stake.Undertaking,
        WordingWithdrawn => Stake.Benefit,
        _ => Stake.None,
    };
}
