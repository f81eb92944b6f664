using Comity.Record;

namespace Comity.Domain;

/// <summary>Every capability of this rules edition, in the order of the page's rail.</summary>
public static class CapabilityRegistry
{
    public static IReadOnlyList<ICapability> All { get; } =
    [
        new Disputes.DisputesCapability(),
        new Standstill.StandstillCapability(),
        new Strategy.StrategyCapability(),
        new Terms.TermsCapability(),
        new Mandates.MandatesCapability(),
        new Drafts.DraftsCapability(),
        new Channels.ChannelsCapability(),
        new Answers.AnswersCapability(),
        new Dialogue.DialogueCapability(),
    ];

    /// <summary>What the author of a body stakes with it, as the capability that reads it says; nothing where none does.</summary>
    public static Stake StakeOf(IBody body) => Stakes.TryGetValue(body.GetType(), out var capability) ? capability.StakeOf(body) : Stake.None;

    private static Dictionary<Type, ICapability> Stakes { get; } = All.SelectMany(c => c.Bodies.Select(b => (b, c))).ToDictionary(b => b.b, b => b.c);
}
