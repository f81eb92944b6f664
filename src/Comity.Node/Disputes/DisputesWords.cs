using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Drafts;
using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Disputes;

/// <summary>Findings of the disputes in words of the reader's language. Words only: nothing is decided here.</summary>
public sealed class DisputesWords(RoomView view, Formats formats, IStringLocalizer<DisputesPageTexts> texts)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    /// <summary>The display name of a wire enumeration's value.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => texts[$"{EnumKeys.Prefix<T>()}.{value.Wire()}"];

    /// <summary><c>1 act</c>, <c>32 acts</c>: there are no plurals in resources, hence two keys.</summary>
    public string Count(string key, int number) => texts[number == 1 ? $"{key}.one" : $"{key}.many", number];

    /// <summary>Members in a sentence, own first: <c>Japan, Republic of Korea and United States</c>.</summary>
    public string Sentence(IEnumerable<MemberId> members) => List([.. view.OwnFirst(members).Select(formats.Name)]);

    public string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : this["list.and", formats.Join(items.SkipLast(1)), items[^1]];

    /// <summary>What an officer has to know about an act before relying on it.</summary>
    public IEnumerable<MarkView> Marks(ActFinding act)
    {
        if (view.Room.Contested(view.Channel) is { Count: > 0 } forked && act.Accounts.Select(a => a.Id).Append(act.Id).Any(forked.Contains))
        {
            yield return new("forked", "alert-triangle", this["mark.forked"]);
        }

        if (act.ContestedBy.Count > 0)
        {
            yield return new("contested", "quote", this["mark.contested", formats.Names(act.ContestedBy)]);
        }

        if (act.Reported)
        {
            yield return new("reported", "speakerphone", this["mark.reported", formats.Short(act.Author)]);
        }

        if (act.Confidence is Confidence.Unconfirmed or Confidence.MemoAsserted)
        {
            yield return new("confidence", "info-circle", Of(act.Confidence.Value));
        }

        if (act.Precision != DatePrecision.Day)
        {
            yield return new("precision", "calendar", this[act.Precision == DatePrecision.Month ? "mark.month" : "mark.year"]);
        }

        if (act.NotYetAffirmedBy.Count > 0)
        {
            yield return new("not-affirmed", "circle-dashed", this["mark.not-affirmed", formats.Names(act.NotYetAffirmedBy)]);
        }

        if (act.Ahead)
        {
            yield return new("ahead", "clock", this["mark.ahead"]);
        }
    }

    public string Denied(LinkFinding link) => this["mark.denied", formats.Names(link.DeniedBy.Select(d => d.Member))];

    /// <summary>Who asserts a link; observers last, since nobody asserts for a party.</summary>
    public string Asserted(LinkFinding link)
    {
        var names = view.OwnFirst(link.AssertedBy.Where(a => a.OnBehalfOf == Asserter.Author).Select(a => a.Member)).Select(formats.Short);
        var all = link.AssertedBy.Any(a => a.OnBehalfOf == Asserter.Observers) ? names.Append(this["observers"]) : names;
        return all.ToArray() is { Length: > 0 } some ? this["mark.asserted", formats.Join(some)] : this["mark.asserted-by-nobody"];
    }

    public string Standing(MeasureFinding measure) => measure.Since is { } since
        ? this["standing.since", Of(measure.Standing), Formats.Date(since, measure.Stages.FirstOrDefault(s => s.Date == since)?.Precision ?? DatePrecision.Day)]
        : Of(measure.Standing);

    /// <summary>A stage with its date and, for a partial step, what exactly.</summary>
    public string Stage(StageFinding stage) =>
        $"{Formats.Date(stage.Date, stage.Precision)} {Of(stage.Stage)}{(stage.Extent is { Length: > 0 } extent ? $" ({extent})" : "")}";

    /// <summary>A text field of a statement by its wire name: <c>title</c>, <c>actors.0</c>.</summary>
    public string Field(string field) => field.Split('.') is [var list, var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        ? this[$"field.{list}.n", at + 1]
        : this[$"field.{field}"];

    /// <summary>Name of a form's field by its path: <c>sources[0].text</c>.</summary>
    public string FieldName(string path) => path.IndexOf('[', StringComparison.Ordinal) is var at and > 0
        ? $"{this[path[..at] == "sources" ? "sources" : $"field.{path[..at]}"]} {int.Parse(path.AsSpan(at + 1, path.IndexOf(']', StringComparison.Ordinal) - at - 1), CultureInfo.InvariantCulture) + 1}"
        : this[path == "sources" ? path : $"field.{path}"];

    /// <summary>What is wrong in the reader's language; the fault's own plain English for a code without wording.</summary>
    public string Fault(Fault fault) => texts[$"fault.{fault.Code}"] is { ResourceNotFound: false } found ? found
        : StandstillText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? DraftsText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? BodyText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? fault.Message;

    /// <summary>Every value of an enumeration with its words, for a choice.</summary>
    public IReadOnlyList<(string Value, string Words)> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => (v.Wire(), Of(v)))];

    public IReadOnlyList<(string Value, string Words)> Languages => [.. Formats.Languages.Select(l => (l, this[$"language.{l}"]))];

    public string Length(ChainFinding chain)
    {
        var length = Count("chain.answers", chain.Length);
        return chain.LengthUndenied == chain.Length ? length : $"{length}; {this["chain.undenied", chain.LengthUndenied]}";
    }

    public static string Icon(MeasureStanding standing) => standing switch
    {
        MeasureStanding.InForce => "circle",
        MeasureStanding.InForceEased => "circle-half",
        MeasureStanding.Announced or MeasureStanding.NotYet => "circle-dashed",
        MeasureStanding.Suspended => "player-pause",
        MeasureStanding.NoEndRecorded => "history",
        MeasureStanding.Lifted => "circle-check",
        _ => throw new ArgumentOutOfRangeException(nameof(standing)),
    };
}

/// <summary>A mark: words with an icon, never colour alone.</summary>
public sealed record MarkView(string Code, string Icon, string Words);
