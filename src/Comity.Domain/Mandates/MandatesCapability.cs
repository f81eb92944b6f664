using System.Text.Json.Nodes;

namespace Comity.Domain.Mandates;

/// <summary>Who of a member's officers may do what, and where: said in the member's own channel, heard by nobody else.</summary>
public sealed class MandatesCapability : ICapability
{
    private static readonly Type[] AllBodies = [typeof(MandateGiven), typeof(MandateChanged), typeof(MandateWithdrawn)];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "mandates";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public IFacts NoFacts => MandatesFacts.None;

    public IFacts Apply(IFacts facts, Said said) => MandatesFold.Apply((MandatesFacts)facts, said);

    public object Judge(IFacts facts, JudgeContext context) => MandatesRules.Judge((MandatesFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
