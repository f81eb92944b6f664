using System.Text.Json.Nodes;

namespace Comity.Domain.Terms;

/// <summary>Each party's words for contested places and things, and the words it thinks twice about.</summary>
public sealed class TermsCapability : ICapability
{
    private static readonly string Kind = BodyKind.Of(typeof(TermListSet));

    public string Name => "terms";

    public IReadOnlyList<Type> Bodies { get; } = [typeof(TermListSet)];

    public IFacts NoFacts => TermsFacts.None;

    public IFacts Apply(IFacts facts, Said said) => TermsFold.Apply((TermsFacts)facts, said);

    public object Judge(IFacts facts, JudgeContext context) => TermsRules.Judge((TermsFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    internal static bool Reads(string kind) => kind == Kind;
}
