using System.Text.Json.Nodes;

namespace Comity.Domain.Drafts;

/// <summary>What a member means to say to others, from its first version through clearance and release: said in the member's own channel, heard by nobody else.</summary>
public sealed class DraftsCapability : ICapability, IAttention
{
    private static readonly Type[] AllBodies =
    [
        typeof(DraftOpened), typeof(DraftRevised), typeof(DraftCommented), typeof(ClearanceAsked), typeof(ClearanceGiven), typeof(ClearanceWithdrawn),
        typeof(ReleaseAsked), typeof(ReleaseApproved), typeof(ReleaseStopped), typeof(DraftReleased), typeof(DraftWithdrawn),
    ];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "drafts";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public IFacts NoFacts => DraftsFacts.None;

    public IFacts Apply(IFacts facts, Said said) => DraftsFold.Apply((DraftsFacts)facts, said);

    public object Judge(IFacts facts, JudgeContext context) => DraftsRules.Judge((DraftsFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    public IEnumerable<Concern> Concerns(object findings) => DraftsAttention.Concerns((DraftsFindings)findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
