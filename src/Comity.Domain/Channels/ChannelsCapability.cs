using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Domain.Channels;

/// <summary>What may cross from channel to channel and under whose leave, whose reads are registered, and what was forgotten.</summary>
public sealed class ChannelsCapability : ICapability, ISchedule
{
    private static readonly Type[] All =
    [
        typeof(PassingAsked), typeof(PassingRightSet), typeof(PassingGranted), typeof(PassingRefused), typeof(ItemPassed), typeof(PassageReported), typeof(ReadsRegistered),
        typeof(ItemRead), typeof(EvidenceAttached), typeof(BlobForgotten),
    ];

    private static readonly HashSet<string> Kinds = [.. All.Select(BodyKind.Of)];

    public string Name => "channels";

    public IReadOnlyList<Type> Bodies => All;

    public IFacts NoFacts => ChannelsFacts.None;

    public IFacts Apply(IFacts facts, Said said) => ChannelsFold.Apply((ChannelsFacts)facts, said);

    /// <remarks>A leave is relied on against whoever gave it.</remarks>
    public Stake StakeOf(IBody body) => body is PassingGranted ? Stake.Undertaking : Stake.None;

    public object Judge(IFacts facts, JudgeContext context) => ChannelsRules.Judge((ChannelsFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    public IEnumerable<ScheduledDate> Dates(object findings) => ChannelsSchedule.Dates((ChannelsFindings)findings);

    public IEnumerable<Turn> Turns(object findings) => ChannelsSchedule.Turns((ChannelsFindings)findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
