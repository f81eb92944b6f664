using System.Globalization;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Standstill;
using Comity.Node.Disputes;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Standstill;

/// <summary>Findings of standstills in words of the reader's language. Words only: nothing is decided here.</summary>
public sealed class StandstillWords(RoomView view, Formats formats, DisputesWords disputes, IStringLocalizer<StandstillTexts> texts)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    /// <summary>What a rule says, as its capability words it.</summary>
    public static string Rule(string rule) => StandstillText.Wording.Find(rule, CultureInfo.CurrentUICulture) ?? rule;

    /// <summary>The same without the full stop, within a line.</summary>
    public static string Brief(string rule) => Rule(rule).TrimEnd('.', '。');

    public string Of<T>(T value)
        where T : struct, Enum => Of(typeof(T), value.Wire());

    /// <summary>The display name of an enumeration's value by its wire name.</summary>
    public string Of(Type type, string wire)
    {
        var name = JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);
        return texts[$"{name}.{wire}"] is { ResourceNotFound: false } own ? own.Value : disputes[$"{name}.{wire}"];
    }

    /// <summary>The terms as clauses in the reader's language.</summary>
    public IReadOnlyList<TermsClause> Clauses(StandstillTerms terms) => TermsClauses.Of(terms, CultureInfo.CurrentUICulture, formats.InSentence);

    /// <summary>A clause by its id: the heading, or the words of a subject, an item or a carve-out.</summary>
    public string Clause(StandstillTerms? terms, string id)
    {
        var clauses = terms is null ? [] : Clauses(terms);
        return clauses.FirstOrDefault(c => c.Id == id)?.Heading
            ?? clauses.SelectMany(c => c.Items).FirstOrDefault(i => i.Id == id)?.Text
            ?? id;
    }

    /// <summary>A deadline with how long it is still to run: <c>9 Aug 2019 (Fri), 7 days left</c>.</summary>
    public string Due(DeadlineFinding? due) => due is not { Date: { } day } ? this["due.unknown"]
        : day < view.AsOf ? this["due.passed", Formats.Date(day), formats.Days(view.AsOf.DayNumber - day.DayNumber)]
        : day == view.AsOf ? this["due.today", Formats.Date(day)]
        : this["due.left", Formats.Date(day), formats.Days(day.DayNumber - view.AsOf.DayNumber)];

    /// <summary>The end of a deadline in each capital, with what the day is there.</summary>
    public string Capitals(DeadlineFinding due) => string.Join(" · ", due.Capitals.Select(c => $"{formats.Short(c.Member)} {c.Local} ({this[$"day.{c.Day.ToString().ToLowerInvariant()}"]})"));

    /// <summary>Every value of an enumeration with its words, for a choice.</summary>
    public IReadOnlyList<(string Value, string Words)> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (v.Wire(), Of(v)))];

    /// <summary>Name of a form's field by its path: <c>terms.covered[0].text</c>.</summary>
    public string Field(string path)
    {
        var parts = path.Split('.');
        var last = parts[^1].Split('[')[0];
        var name = parts.Length > 1 && texts[$"field.{parts[^2].Split('[')[0]}.{last}"] is { ResourceNotFound: false } nested ? nested.Value
            : texts[$"field.{last}"] is { ResourceNotFound: false } known ? known.Value
            : disputes.FieldName(path);
        var row = parts.Select(p => p.IndexOf('[', StringComparison.Ordinal) is var at and > 0 ? p[(at + 1)..^1] : null).LastOrDefault(r => r is not null);
        return row is null ? name : $"{name} ({Number(int.Parse(row, CultureInfo.InvariantCulture) + 1)})";
    }

    /// <summary>What a field means; null where its name says it.</summary>
    public string? Hint(string field) => texts[$"hint.{field}"] is { ResourceNotFound: false } hint ? hint.Value : null;

    public string Names(IEnumerable<MemberId> members) => formats.Names(members);

    /// <summary>Title of a step by its id, wherever it is recorded.</summary>
    public string Title(StatementId id) => view.Acts.Measure(id) is { } measure ? formats.Title(measure).Text
        : view.Acts.Act(id) is { } act ? formats.Title(act).Text
        : view.Room.Find(id)?.Body is StepNotified notice ? notice.Title
        : this["not-held"];

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
