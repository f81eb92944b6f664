using System.CommandLine;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;

namespace Comity.Cli.Strategy;

/// <summary>A case, what was asked of it, and its verdicts: what sections work on.</summary>
internal sealed record StrategyRun(ParseResult Parsed, StrategyCase Case, Solution Solution, long MemoryBudget, CancellationToken Cancellation)
{
    /// <summary>The state's text, and what the source calls it where it says so.</summary>
    public string NameOf(int state) => Case.StateLabels.TryGetValue(Solution.States[state], out var label)
        ? $"{Solution.States.TextOf(state)} ({label})"
        : Solution.States.TextOf(state);

    /// <returns>The index of a state given as Y and N, or as the source calls it.</returns>
    /// <exception cref="StrategyUsageException">There is no such state.</exception>
    public int StateOf(string option, string text)
    {
        var states = Solution.States;
        ulong? labelled = Case.StateLabels.Any(l => l.Value == text) ? Case.StateLabels.First(l => l.Value == text).Key : null;
        var index = Comity.Strategy.Models.StateText.TryParse(text, states.Model.Options.Count, out var written) ? states.IndexOf(written)
            : labelled is { } state ? states.IndexOf(state)
            : -1;
        return index >= 0 ? index : throw new StrategyUsageException(
            $"{option}: expected a feasible state of {states.Model.Options.Count} characters, each Y or N, or a label of the file; found {text}",
            $"{states.TextOf(0)} is one");
    }

    /// <returns>The index of a decision maker given by id.</returns>
    /// <exception cref="StrategyUsageException">There is none of this id.</exception>
    public int DecisionMakerOf(string option, string id)
    {
        var makers = Solution.Model.DecisionMakers;
        var found = makers.Index().Where(d => d.Item.Id == id).Select(d => d.Index).FirstOrDefault(-1);
        return found >= 0 ? found : throw new StrategyUsageException(
            $"{option}: expected a decision maker's id, found {id}", "one of " + string.Join(", ", makers.Select(d => d.Id)));
    }
}
