using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>Acts, measures and the links between them, each with its owner and its denial.</summary>
public sealed class DisputesCapability : ICapability, ISchedule, IAttention
{
    internal static readonly Type[] AllBodies =
    [
        typeof(ActRecorded), typeof(ActAffirmed), typeof(MeasureAnnounced), typeof(StageRecorded), typeof(LinkAsserted),
        typeof(LinkDenied), typeof(LinkWithdrawn), typeof(AccountGiven), typeof(TranslationSupplied), typeof(ActAnswered),
    ];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "disputes";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public bool IsIndexed => true;

    public IFacts NoFacts => DisputesFacts.None;

    public IFacts Apply(IFacts facts, Said said) => DisputesFold.Apply((DisputesFacts)facts, said);

    public Stake StakeOf(IBody body) => StakeRules.Of(body);

    public object Judge(IFacts facts, JudgeContext context) => DisputesRules.Judge((DisputesFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    public IEnumerable<ScheduledDate> Dates(object findings) => DisputesSchedule.Dates((DisputesFindings)findings);

    public IEnumerable<Turn> Turns(object findings) => DisputesSchedule.Turns((DisputesFindings)findings);

    public IEnumerable<Concern> Concerns(object findings) => DisputesAttention.Concerns((DisputesFindings)findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
