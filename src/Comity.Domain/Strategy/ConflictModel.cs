using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Domain.Strategy;

/// <summary>A graph model of a conflict in the form <c>strategy-case/1</c>, without what was expected of it.</summary>
/// <param name="Schema">Always <see cref="CaseSchema"/>, so that the model can be kept as a file by itself.</param>
/// <param name="Id">1 to 64 characters.</param>
/// <param name="Options">1 to 64, in the order of a pattern's characters.</param>
/// <param name="DecisionMakers">1 to 16.</param>
/// <param name="Infeasible">Patterns; a state that matches one cannot be.</param>
/// <param name="Merged">States that count as one, or null.</param>
/// <param name="DisallowedMoves">Moves that do not exist though options would allow them, or null.</param>
public sealed record ConflictModel(
    string Schema, string Id, string Title, string? Notes, ModelSource? Source, ValueList<ModelOption> Options,
    ValueList<DecisionMaker> DecisionMakers, ValueList<string> Infeasible, ValueList<MergedStates>? Merged, ValueList<DisallowedMove>? DisallowedMoves)
{
    public const string CaseSchema = "strategy-case/1";
    public const int MostOptions = 64;
    public const int MostDecisionMakers = 16;
    public const int MostPatterns = 256;
    public const int MostStatements = 64;
}

/// <param name="Provenance">What kind of source it is: textbook, constructed.</param>
public sealed record ModelSource(string Citation, string Provenance);

/// <param name="Id">A short name by which statements speak of the option: letters, digits, hyphen, underscore.</param>
/// <param name="Direction">Null means both ways.</param>
public sealed record ModelOption(string Id, string Name, OptionDirection? Direction);

/// <summary>Which changes of an option are possible: both, only taking it, only giving it up, or none.</summary>
[JsonConverter(typeof(KebabCase<OptionDirection>))]
public enum OptionDirection { Both, Forward, Backward, Fixed }

/// <param name="Options">Ids of the options it owns; every option has exactly one owner.</param>
public sealed record DecisionMaker(string Id, string Name, ValueList<string> Options, ModelPreference Preference);

/// <param name="Ranking">Best first, states in one inner list equally preferred; null unless the kind is ranking.</param>
/// <param name="Statements">Most important first; null unless the kind is statements.</param>
public sealed record ModelPreference(PreferenceKind Kind, ValueList<ValueList<string>>? Ranking, ValueList<PreferenceStatement>? Statements);

[JsonConverter(typeof(KebabCase<PreferenceKind>))]
public enum PreferenceKind { Ranking, Statements }

/// <summary>One thing a decision maker would rather see true: patterns, any of which a state may match, or a condition in words.</summary>
/// <param name="AnyOf">Patterns; null when <paramref name="Condition"/> is given.</param>
/// <param name="Condition">Option ids joined by AND, OR, NOT, IF, IFF; null when <paramref name="AnyOf"/> is given.</param>
/// <param name="Text">The same for people, or null.</param>
public sealed record PreferenceStatement(ValueList<string>? AnyOf, string? Condition, string? Text);

/// <param name="Representative">The state all that match <paramref name="Pattern"/> are written as.</param>
public sealed record MergedStates(string Label, string Pattern, string Representative);

/// <param name="Dm">Id of the decision maker.</param>
public sealed record DisallowedMove(string Dm, string From, string To);
