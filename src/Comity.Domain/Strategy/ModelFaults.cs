using System.Globalization;
using System.Text;
using Comity.Record;
using static Comity.Domain.Strategy.StrategyFaultCodes;

namespace Comity.Domain.Strategy;

/// <summary>What is wrong with the form of a model. Whether its states and preferences make sense together is for the analysis to say.</summary>
internal static class ModelFaults
{
    public static IEnumerable<Fault> Of(ConflictModel model) =>
    [
        .. model.Schema == ConflictModel.CaseSchema ? [] : One("model.schema", Schema, $"expected {ConflictModel.CaseSchema}, found {FormFound.Quote(model.Schema)}"),
        .. Text("model.id", model.Id, 1, 64), .. Text("model.title", model.Title, 1, 300), .. Text("model.notes", model.Notes, 1, 4000),
        .. Text("model.source.citation", model.Source?.Citation, 1, 500), .. Text("model.source.provenance", model.Source?.Provenance, 1, 200),
        .. OptionFaults(model), .. model.DecisionMakers.SelectMany((dm, i) => Of(dm, At("model.decisionMakers", i), model)), .. Count("model.decisionMakers", model.DecisionMakers.Count, 1, ConflictModel.MostDecisionMakers, DecisionMakersCount),
        .. Repeated("model.decisionMakers", model.DecisionMakers.Select(d => d.Id)),
        .. Patterns("model.infeasible", model.Infeasible, model),
        .. (model.Merged ?? []).SelectMany((m, i) => Of(m, At("model.merged", i), model)),
        .. (model.DisallowedMoves ?? []).SelectMany((m, i) => Of(m, At("model.disallowedMoves", i), model)),
        .. Count("model.merged", model.Merged?.Count ?? 0, 0, ConflictModel.MostPatterns, PatternsCount),
        .. Count("model.disallowedMoves", model.DisallowedMoves?.Count ?? 0, 0, ConflictModel.MostPatterns, PatternsCount),
    ];

    /// <summary>Length in Unicode scalar values, both ends inclusive; nothing is wrong with null.</summary>
    public static IEnumerable<Fault> Text(string field, string? text, int least, int most)
    {
        if (text is null)
        {
            yield break;
        }

        var length = text.EnumerateRunes().Count();
        if (length < least || length > most || string.IsNullOrWhiteSpace(text))
        {
            var found = length > 0 && string.IsNullOrWhiteSpace(text) ? "white space only" : Number(length);
            yield return new(field, TextLength, $"expected {Number(least)} to {Number(most)} characters, found {found}");
        }

        if (text.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value is not ('\t' or '\n')))
        {
            yield return new(field, TextCharacters, "expected no control characters but tab and line feed, found one");
        }
    }

    /// <summary>A whole state: Y or N for each option.</summary>
    public static IEnumerable<Fault> State(string field, string state, ConflictModel model) =>
        state.Length == model.Options.Count && state.All(c => c is 'Y' or 'N')
            ? []
            : One(field, StateShape, $"expected {Number(model.Options.Count)} characters Y or N, one per option, found {FormFound.Quote(state)}");

    private static IEnumerable<Fault> OptionFaults(ConflictModel model)
    {
        var owners = model.DecisionMakers.SelectMany(d => d.Options).CountBy(o => o, StringComparer.Ordinal).ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);
        return
        [
            .. Count("model.options", model.Options.Count, 1, ConflictModel.MostOptions, OptionsCount),
            .. model.Options.SelectMany((option, i) => (IEnumerable<Fault>)
            [
                .. Id($"{At("model.options", i)}.id", option.Id),
                .. Text($"{At("model.options", i)}.name", option.Name, 1, 300),
                .. owners.GetValueOrDefault(option.Id) == 1 ? [] : One(At("model.options", i), OptionOwner, $"expected exactly one owner of {FormFound.Quote(option.Id)}, found {Number(owners.GetValueOrDefault(option.Id))}"),
            ]),
            .. Repeated("model.options", model.Options.Select(o => o.Id)),
        ];
    }

    private static IEnumerable<Fault> Of(DecisionMaker dm, string field, ConflictModel model) =>
    [
        .. Id($"{field}.id", dm.Id), .. Text($"{field}.name", dm.Name, 1, 300),
        .. dm.Options.Where(o => model.Options.All(known => known.Id != o)).SelectMany(o => One($"{field}.options", OptionUnknown, $"expected ids of the model's options, found {FormFound.Quote(o)}")),
        .. Of(dm.Preference, $"{field}.preference", model),
    ];

    private static IEnumerable<Fault> Of(ModelPreference preference, string field, ConflictModel model) => preference switch
    {
        { Kind: PreferenceKind.Ranking, Ranking: { } ranking, Statements: null } =>
            ranking.SelectMany((equal, i) => equal.SelectMany(state => State(At($"{field}.ranking", i), state, model))),
        { Kind: PreferenceKind.Statements, Statements: { } statements, Ranking: null } =>
        [
            .. Count($"{field}.statements", statements.Count, 0, ConflictModel.MostStatements, PatternsCount),
            .. statements.SelectMany((statement, i) => Of(statement, At($"{field}.statements", i), model)),
        ],
        _ => One(field, PreferenceForm, "expected a ranking for the kind ranking, or statements for the kind statements, and not the other"),
    };

    private static IEnumerable<Fault> Of(PreferenceStatement statement, string field, ConflictModel model) => statement switch
    {
        { AnyOf: { Count: > 0 } patterns, Condition: null } => [.. Patterns($"{field}.anyOf", patterns, model), .. Text($"{field}.text", statement.Text, 1, 500)],
        { AnyOf: null, Condition: { } condition } => [.. Text($"{field}.condition", condition, 1, 500), .. Text($"{field}.text", statement.Text, 1, 500)],
        _ => One(field, StatementForm, "expected either patterns or a condition, found neither or both"),
    };

    private static IEnumerable<Fault> Of(MergedStates merged, string field, ConflictModel model) =>
    [
        .. Text($"{field}.label", merged.Label, 1, 64), .. Pattern($"{field}.pattern", merged.Pattern, model), .. State($"{field}.representative", merged.Representative, model),
    ];

    private static IEnumerable<Fault> Of(DisallowedMove move, string field, ConflictModel model) =>
    [
        .. model.DecisionMakers.Any(d => d.Id == move.Dm) ? [] : One($"{field}.dm", DecisionMakerUnknown, $"expected the id of a decision maker, found {FormFound.Quote(move.Dm)}"),
        .. Pattern($"{field}.from", move.From, model), .. Pattern($"{field}.to", move.To, model),
    ];

    private static IEnumerable<Fault> Patterns(string field, ValueList<string> patterns, ConflictModel model) =>
        [.. Count(field, patterns.Count, 0, ConflictModel.MostPatterns, PatternsCount), .. patterns.SelectMany((p, i) => Pattern(At(field, i), p, model))];

    private static IEnumerable<Fault> Pattern(string field, string pattern, ConflictModel model) =>
        pattern.Length == model.Options.Count && pattern.All(c => c is 'Y' or 'N' or '-')
            ? []
            : One(field, PatternShape, $"expected {Number(model.Options.Count)} characters Y, N or -, one per option, found {FormFound.Quote(pattern)}");

    public static IEnumerable<Fault> Id(string field, string id) =>
        id.Length is > 0 and <= 64 && id.EnumerateRunes().All(r => Rune.IsLetterOrDigit(r) || r.Value is '-' or '_')
            ? []
            : One(field, IdShape, $"expected 1 to 64 letters, digits, hyphens or underscores, found {FormFound.Quote(id)}");

    public static IEnumerable<Fault> Repeated(string field, IEnumerable<string> ids) =>
        ids.CountBy(id => id, StringComparer.Ordinal).Where(id => id.Value > 1).SelectMany(id => One(field, IdRepeated, $"expected each id once, found {FormFound.Quote(id.Key)} {Number(id.Value)} times"));

    public static IEnumerable<Fault> Count(string field, int count, int least, int most, string code) =>
        count >= least && count <= most ? [] : One(field, code, $"expected {Number(least)} to {Number(most)} entries, found {Number(count)}");

    private static IEnumerable<Fault> One(string field, string code, string message) => [new(field, code, message)];

    public static string At(string field, int i) => $"{field}[{Number(i)}]";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
