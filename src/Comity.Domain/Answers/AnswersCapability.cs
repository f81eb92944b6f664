using System.Text.Json.Nodes;

namespace Comity.Domain.Answers;

/// <summary>Questions a member expects from parliament, and its answers, each sentence with the facts it rests on.</summary>
public sealed class AnswersCapability : ICapability
{
    private static readonly Type[] AllBodies = [typeof(QuestionAsked), typeof(AnswerGiven), typeof(QuestionClosed)];

    private static readonly HashSet<string> Kinds = AllBodies.Select(BodyKind.Of).ToHashSet(StringComparer.Ordinal);

    public string Name => "answers";

    public IReadOnlyList<Type> Bodies => AllBodies;

    public IFacts NoFacts => AnswersFacts.None;

    public IFacts Apply(IFacts facts, Said said) => AnswersFold.Apply((AnswersFacts)facts, said);

    public object Judge(IFacts facts, JudgeContext context) => AnswersRules.Judge((AnswersFacts)facts);

    public JsonNode ToJson(object findings) => FindingsJson.Of(findings);

    internal static bool Reads(string kind) => Kinds.Contains(kind);
}
