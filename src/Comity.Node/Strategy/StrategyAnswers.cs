using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.Bearable;
using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

// What the API answers of strategy, read together; names are stable from version 1 on.

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record ModelsAnswer(ValueList<ModelAnswer> Models, string? Next);

/// <param name="Standing"><c>saved</c>, <c>shared</c> or <c>withdrawn</c>.</param>
public sealed record ModelAnswer(StatementId Id, StatementId Version, int Versions, MemberId Author, string Title, string Language, bool Illustrative, string Standing)
{
    public static ModelAnswer Of(ModelFinding f) => new(f.Id, f.Version, f.Versions, f.Author, f.Title, f.Language, f.Illustrative, f.Standing.Wire());
}

public sealed record OneModelAnswer(ModelAnswer About, JsonObject Model, string? StatusQuo, string? Words);

public sealed record IllustrationAnswer(JsonObject Model, string StatusQuo, bool Illustrative);

public sealed record FaultsAnswer(ValueList<Fault> Faults);

/// <param name="Stage"><c>not-asked</c>, <c>waiting</c>, <c>running</c>, <c>solved</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Done">Steps done, of <paramref name="Steps"/>.</param>
/// <param name="States">Number of states; null until solved.</param>
/// <param name="Stable">By concept and decision maker, at most <see cref="MostListed"/> states each; null until solved.</param>
/// <param name="Equilibria">By concept, at most <see cref="MostListed"/> states each; counts are whole.</param>
/// <param name="Method">What the analysis is, and that it is no finding.</param>
public sealed record SolutionAnswer(
    string Stage, int Done, int Steps, string? Fault, int? States, IReadOnlyDictionary<string, IReadOnlyDictionary<string, ValueList<string>>>? Stable,
    IReadOnlyDictionary<string, ValueList<string>>? Equilibria, IReadOnlyDictionary<string, int>? Counts, string Method)
{
    public const int MostListed = 4096;

    private const string Words = "Graph model for conflict resolution (Fang, Hipel and Kilgour 1993; SSEQ after Rego and Vieira 2017), exact. An analysis, not a finding of the record.";

    public static SolutionAnswer NotAsked { get; } = new("not-asked", 0, 0, null, null, null, null, null, Words);

    public static SolutionAnswer Of(SolveJob job)
    {
        var (done, of) = job.Progress;
        var stage = job.Stage.Wire();
        if (job.Solution is not { } solution)
        {
            return new(stage, done, of, job.Fault, null, null, null, null, Words);
        }

        ValueList<string> Texts(StateSet set) => [.. set.States().Take(MostListed).Select(solution.States.TextOf)];
        return new(
            stage, done, of, null, solution.States.Count,
            solution.Concepts.ToDictionary(c => c.Name(), c => (IReadOnlyDictionary<string, ValueList<string>>)solution.Model.DecisionMakers.Index().ToDictionary(d => d.Item.Id, d => Texts(solution.Stable(c, d.Index)))),
            solution.Concepts.ToDictionary(c => c.Name(), c => Texts(solution.Equilibria(c))),
            solution.Concepts.ToDictionary(c => c.Name(), c => solution.Equilibria(c).Count), Words);
    }
}

/// <param name="Concept">Whose equilibria the ways lead to.</param>
public sealed record WaysAnswer(string Concept, string? StatusQuo, ValueList<WayAnswer> Ways)
{
    public static WaysAnswer Of(ModelView view) => new(
        view.Query.Concept.Name(), view.Today is { } today ? view.States.TextOf(today) : null,
        [.. view.WaysToHeld().Select(w => new WayAnswer(view.States.TextOf(w.Key), w.Value.All(s => s.Improves(view.Solution)), [.. w.Value.Select(s => StepOf(view, s))]))]);

    private static StepAnswer StepOf(ModelView view, Leg step) =>
        new(view.Model.DecisionMakers[step.Mover].Id, view.States.TextOf(step.From), view.States.TextOf(step.To), step.Improves(view.Solution));
}

/// <param name="ImprovementsOnly">Whether every step improves its mover's lot.</param>
public sealed record WayAnswer(string To, bool ImprovementsOnly, ValueList<StepAnswer> Steps);

public sealed record StepAnswer(string By, string From, string To, bool Improves);

/// <param name="Leaving">Ids of those for whom the state is not stable now.</param>
/// <param name="Together">Where nobody's change alone would do: changes that suffice together by every concept; fewer may do.</param>
/// <param name="IsCut">True when looking was stopped: nothing is said of what was not looked at.</param>
public sealed record NeededAnswer(string Concept, string Wanted, bool Holds, ValueList<string> Leaving, ValueList<AloneAnswer> Alone, ValueList<ChangeAnswer> Together, bool IsCut)
{
    public static NeededAnswer Of(ModelView view, int wanted, WantedAnswer answer)
    {
        string Id(int maker) => view.Model.DecisionMakers[maker].Id;
        ChangeAnswer ChangeOf(int maker, PreferenceChange change) => new(Id(maker), view.States.TextOf(change.Better), view.States.TextOf(change.Worse), change.OrEqual);
        return new(
            view.Query.Concept.Name(), view.States.TextOf(wanted), answer.Leaving.Count == 0, [.. answer.Leaving.Select(Id)],
            [.. answer.Alone.Select(a => new AloneAnswer(Id(a.DecisionMaker), [.. a.Blocking.Select(Id)], [.. a.Sets.Select(s => s.Changes.Select(c => ChangeOf(a.DecisionMaker, c)).ToValueList())], a.IsComplete))],
            [.. answer.Together.Select(t => ChangeOf(t.Maker, t.Change))], answer.IsCut);
    }
}

/// <param name="Blocking">Ids of those who would leave whatever this one prefers; then there are no sets.</param>
/// <param name="Sets">Minimal by inclusion, the smallest first; any one of them would do.</param>
/// <param name="IsComplete">False when there may be further sets.</param>
public sealed record AloneAnswer(string By, ValueList<string> Blocking, ValueList<ValueList<ChangeAnswer>> Sets, bool IsComplete);

/// <summary>One decision maker would have to prefer one state over another.</summary>
/// <param name="OrEqual">Finding both equally good would do.</param>
public sealed record ChangeAnswer(string By, string Prefer, string Over, bool OrEqual);

/// <param name="Bearable">How many states the party can bear.</param>
/// <param name="Held">Those of them that hold by the concept.</param>
/// <param name="AskedBy">By a third party's id: what else that holds could be borne once it asked in public.</param>
public sealed record HomeAnswer(string By, string Concept, int Bearable, ValueList<string> Held, IReadOnlyDictionary<string, ValueList<string>> AskedBy)
{
    public static HomeAnswer Of(ModelView view, WinSet set)
    {
        ValueList<string> Texts(StateSet states) => [.. view.Held.States().Where(states.Contains).Select(view.States.TextOf)];
        return new(
            view.Model.DecisionMakers[set.Party.DecisionMaker].Id, view.Query.Concept.Name(), set.Bearable.Count, Texts(set.Bearable),
            set.Asked.ToDictionary(a => view.Model.DecisionMakers[a.Asker].Id, a => Texts(a.Gained)));
    }
}
