using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Words;

namespace Comity.Strategy.Certificates;

/// <summary>A certificate as sentences.</summary>
public static class CertificateWords
{
    private const int MaxEscapes = 20;

    public static IReadOnlyList<string> Of(StrategyModel model, Certificate certificate)
    {
        string Text(ulong state) => StateText.Of(state, model.Options.Count);
        var name = model.DecisionMakers[certificate.DecisionMaker].Name;
        var at = certificate.State;
        var lines = new List<string>
        {
            $"{Text(at)} ({StateWords.Taken(model, at)}) is {(certificate is Certificate.Stable ? "stable" : "not stable")} for {name} by {certificate.Concept.Name().ToUpperInvariant()}.",
        };
        if (certificate is Certificate.Stable stable)
        {
            lines.Add(stable.Answers.Count == 0 ? $"{name} has no move to a state it prefers." : "Each improvement can be answered:");
            foreach (var answer in stable.Answers)
            {
                var (from, end) = (answer.Improvement, answer.Sanction[^1].State);
                lines.Add($"- {name} moves to {Text(from)} ({StateWords.Against(model, from, at)});");
                foreach (var step in answer.Sanction)
                {
                    lines.Add($"  {model.DecisionMakers[step.Mover].Name} moves to {Text(step.State)} ({StateWords.Against(model, step.State, from)});");
                    from = step.State;
                }

                lines.Add($"  {name} does not prefer {Text(end)} to {Text(at)}{(certificate.Concept is Concept.Smr or Concept.Sseq ? ", and has no move from there to a state it prefers" : "")}.");
            }
        }
        else if (certificate is Certificate.Unstable unstable)
        {
            lines.Add($"{name} moves to {Text(unstable.Improvement)} ({StateWords.Against(model, unstable.Improvement, at)}), which it prefers.");
            lines.AddRange(Undeterred(certificate.Concept, unstable.Escapes.Count));
            lines.AddRange(unstable.Escapes.Take(MaxEscapes).Select(e => $"- from {Text(e.From)} to {Text(e.To)} ({StateWords.Against(model, e.To, e.From)})"));
            if (unstable.Escapes.Count > MaxEscapes)
            {
                lines.Add($"- and {unstable.Escapes.Count - MaxEscapes} more, all of them in the JSON form");
            }
        }

        return lines;
    }

    private static IEnumerable<string> Undeterred(Concept concept, int escapes) => concept == Concept.Nash ? [] : escapes > 0
        ? ["Whatever the others answer, it ends up better than before or moves on to a state it prefers:"]
        : [$"Nothing the others can {(concept is Concept.Seq or Concept.Sseq ? "do, improving at each step," : "do")} leads to a state it does not prefer to the first."];
}
