using System.Globalization;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>Between a draft and a model: every fault of form and of sense at once, at the field where it was typed.</summary>
public static partial class DraftModel
{
    private static readonly char[] Blanks = [' ', '\t', ','];

    public static ModelDraft Of(ConflictModel model, string? statusQuo, bool illustrative, string language, string track)
    {
        var draft = new ModelDraft
        {
            Id = model.Id, Title = model.Title, Notes = model.Notes ?? "", Language = language, Track = track, Illustrative = illustrative,
            Citation = model.Source?.Citation ?? "", Provenance = model.Source?.Provenance ?? "",
            Merged = Lines(model.Merged?.Select(m => $"{m.Label} {m.Pattern} {m.Representative}")),
            Disallowed = Lines(model.DisallowedMoves?.Select(m => $"{m.Dm} {m.From} {m.To}")),
        };
        foreach (var maker in model.DecisionMakers)
        {
            var row = new MakerDraft { Id = maker.Id, Name = maker.Name, Kind = maker.Preference.Kind.Wire(), Ranking = Lines(maker.Preference.Ranking?.Select(tier => string.Join(' ', tier))) };
            row.Statements.AddRange((maker.Preference.Statements ?? []).Select(s => new StatementDraft(ConditionWords.Of(s, model.Options), s.Text ?? "")));
            draft.Makers.Add(row);
        }

        draft.Options.AddRange(model.Options.Select((option, k) => new OptionDraft
        {
            Id = option.Id, Name = option.Name, Owner = model.DecisionMakers.FirstOrDefault(d => d.Options.Contains(option.Id))?.Id ?? "",
            Direction = (option.Direction ?? OptionDirection.Both).Wire(), Now = statusQuo?[k] == 'Y',
        }));
        draft.Infeasible.AddRange(model.Infeasible);
        return draft;
    }

    /// <summary>The model as typed. Faults go to the draft; the model is worth saying only when there are none.</summary>
    public static (ConflictModel Model, string StatusQuo) Read(ModelDraft draft)
    {
        var model = new ConflictModel(
            ConflictModel.CaseSchema, draft.Id.Length > 0 ? draft.Id : Illustration.IdOf("model"), draft.Title, Optional(draft.Notes),
            draft.Citation.Length + draft.Provenance.Length > 0 ? new(draft.Citation, draft.Provenance) : null,
            draft.Options.Select(o => new ModelOption(o.Id, o.Name, DirectionOf(o.Direction))).ToValueList(),
            draft.Makers.Select(m => new DecisionMaker(m.Id, m.Name, draft.Options.Where(o => o.Owner == m.Id).Select(o => o.Id).ToValueList(), PreferenceOf(m, draft.Options.Count))).ToValueList(),
            draft.Infeasible.ToValueList(),
            OptionalList(Parts(draft.Merged).Select(p => new MergedStates(p.ElementAtOrDefault(0) ?? "", p.ElementAtOrDefault(1) ?? "", p.ElementAtOrDefault(2) ?? ""))),
            OptionalList(Parts(draft.Disallowed).Select(p => new DisallowedMove(p.ElementAtOrDefault(0) ?? "", p.ElementAtOrDefault(1) ?? "", p.ElementAtOrDefault(2) ?? ""))));
        var statusQuo = string.Concat(draft.Options.Select(o => o.Now ? 'Y' : 'N'));
        draft.Faults.AddRange(Faults(model, statusQuo, draft.Language).Select(f => f with { Field = FieldOf(f.Field) }).DistinctBy(f => (f.Field, f.Code)));
        return (model, statusQuo);
    }

    /// <summary>All faults of form; where there are none, all of sense.</summary>
    public static IEnumerable<Fault> Faults(ConflictModel model, string? statusQuo, string language)
    {
        var form = new ModelSaved(null, model, statusQuo, false, language).Faults().ToList();
        return form.Count > 0 ? form : OfSense(model, statusQuo);
    }

    private static IEnumerable<Fault> OfSense(ConflictModel model, string? statusQuo)
    {
        var (read, faults) = ModelReading.Read(model);
        if (read is null)
        {
            return faults;
        }

        try
        {
            var states = StateSpace.Of(read, SolveLimits.Default.Memory);
            return [.. StatusQuoFaults(states, statusQuo), .. RankingFaults.Of(model, states)];
        }
        catch (ArgumentException senseless)
        {
            return [new("model.infeasible", ModelReading.NoFeasibleState, senseless.Message)];
        }
        catch (MemoryBudgetException)
        {
            // Too large to look at here; solving names the need.
            return [];
        }
    }

    private static IEnumerable<Fault> StatusQuoFaults(StateSpace states, string? statusQuo) =>
        statusQuo is null || StateOf(states, statusQuo) >= 0 ? [] : [new("statusQuo", "strategy.status-quo.infeasible", $"expected a feasible state, found {statusQuo}")];

    /// <returns>The state's index; -1 when the combination is infeasible.</returns>
    public static int StateOf(StateSpace states, string text) =>
        Comity.Strategy.Models.StateText.TryParse(text, states.Model.Options.Count, out var bits) ? states.IndexOf(bits) : -1;

    /// <summary>From a path in the statement to a field of the form: <c>model.decisionMakers[0].preference.statements[2].condition</c> to <c>dm[0].s[2].words</c>.</summary>
    private static string FieldOf(string path)
    {
        var field = path.StartsWith("model.", StringComparison.Ordinal) ? path["model.".Length..] : path;
        field = field.Replace("decisionMakers", "dm", StringComparison.Ordinal).Replace(".preference", "", StringComparison.Ordinal).Replace("source.", "", StringComparison.Ordinal);
        field = StatementPath().Replace(field, ".s[$1].words");
        field = OptionPath().Replace(field, "option[$1]");
        field = OwnerPath().Replace(field, "$1.owner");
        return field.StartsWith("merged", StringComparison.Ordinal) ? "merged"
            : field.StartsWith("disallowedMoves", StringComparison.Ordinal) ? "disallowed"
            : RankingPath().Replace(field, ".ranking");
    }

    private static ModelPreference PreferenceOf(MakerDraft maker, int options) => maker.Kind == "ranking"
        ? new(PreferenceKind.Ranking, Parts(maker.Ranking).Select(tier => tier.ToValueList()).ToValueList(), null)
        : new(PreferenceKind.Statements, null, maker.Statements.Select(s => ConditionWords.Read(s.Words, Optional(s.Text), options)).ToValueList());

    private static OptionDirection? DirectionOf(string wire) => Enum.GetValues<OptionDirection>().Where(d => d != OptionDirection.Both && d.Wire() == wire).Select(d => (OptionDirection?)d).FirstOrDefault();

    private static IEnumerable<string[]> Parts(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)).Where(p => p.Length > 0);

    private static string Lines(IEnumerable<string>? lines) => string.Join('\n', lines ?? []);

    private static string? Optional(string text) => text.Length > 0 ? text : null;

    private static ValueList<T>? OptionalList<T>(IEnumerable<T> items) => items.ToValueList() is { Count: > 0 } some ? some : null;

    [GeneratedRegex(@"\.statements\[(\d+)\](\..*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex StatementPath();

    [GeneratedRegex(@"^options\[(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex OptionPath();

    // What is wrong with a row of options as a whole is its owner.
    [GeneratedRegex(@"^(option\[\d+\])$", RegexOptions.CultureInvariant)]
    private static partial Regex OwnerPath();

    [GeneratedRegex(@"\.ranking(\[\d+\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex RankingPath();
}
