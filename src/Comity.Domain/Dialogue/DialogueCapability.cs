using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>The standing table: texts in brackets, drafted by several hands until all agree to each clause, and the decisions by which they are adopted.</summary>
public sealed class DialogueCapability : ICapability
{
    private static readonly Type[] AllBodies =
    [
        typeof(ClauseProposed), typeof(TextOpened), typeof(WordingProposed), typeof(PositionStated), typeof(WordingWithdrawn), typeof(ClauseCommented),
        typeof(ClausesReplaced), typeof(RevisionIssued), typeof(DecisionProposed), typeof(ReceiptGiven), typeof(ObjectionMade), typeof(SilenceExtended),
        typeof(JournalShown), typeof(SilenceCertified), typeof(ContestSettled), typeof(DecisionRecorded), typeof(DecisionInitialled), typeof(DecisionWithdrawn),
        typeof(StatementAttached),
    ];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "dialogue";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public IFacts NoFacts => DialogueFacts.None;

    public IFacts Apply(IFacts facts, Said said) => DialogueFold.Apply((DialogueFacts)facts, said);

    public Stake StakeOf(IBody body) => StakeRules.Of(body);

    public object Judge(IFacts facts, JudgeContext context) => DialogueRules.Judge((DialogueFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
