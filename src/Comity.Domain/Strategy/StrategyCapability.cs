using System.Text.Json.Nodes;

namespace Comity.Domain.Strategy;

/// <summary>Models of a dispute: whose they are, which version stands, with whom they were shared. What follows from a model is a view, never a finding.</summary>
public sealed class StrategyCapability : ICapability
{
    private static readonly Type[] AllBodies = [typeof(ModelSaved), typeof(ModelShared), typeof(ModelWithdrawn), typeof(BearingSaved)];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "strategy";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public IFacts NoFacts => StrategyFacts.None;

    public IFacts Apply(IFacts facts, Said said) => StrategyFold.Apply((StrategyFacts)facts, said);

    public object Judge(IFacts facts, JudgeContext context) => StrategyRules.Judge((StrategyFacts)facts, context);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
