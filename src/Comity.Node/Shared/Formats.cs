using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Shared;

/// <summary>Dates, names and titles in the reader's language. Words only: nothing is decided here.</summary>
public sealed class Formats(RoomView view, IStringLocalizer<FrameTexts> texts)
{
    /// <summary>The languages of the pages, the default first.</summary>
    public static string[] Languages { get; } = ["en", "ja", "ko"];

    /// <summary>Two letters: the reader's language.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary><c>2 Aug 2019 (Fri)</c>, <c>2019年8月2日(金)</c>, <c>2019년 8월 2일(금)</c>; without a day where only the month is known.</summary>
    public static string Date(DateOnly date, DatePrecision precision = DatePrecision.Day) =>
        date.ToString(Pattern(Language, precision), CultureInfo.CurrentCulture);

    /// <summary>As exact as known: <c>2019-08-02</c>, <c>2019-08</c>, <c>2019</c>.</summary>
    public static string Iso(DateOnly date, DatePrecision precision = DatePrecision.Day) => date.ToString(
        precision switch { DatePrecision.Day => "yyyy-MM-dd", DatePrecision.Month => "yyyy-MM", _ => "yyyy" }, CultureInfo.InvariantCulture);

    /// <summary>The moment in every capital, own first: <c>10:00 Tokyo, Seoul · 21:00 −1 Washington</c>.</summary>
    public string Clock(DateTimeOffset moment)
    {
        var parties = view.Members.Where(m => m.IsParty || m.Id == view.Me).ToArray();
        var own = Local(moment, parties.FirstOrDefault()?.Zone).Date;
        return string.Join(" · ", parties.GroupBy(m => Local(moment, m.Zone)).Select(same => ClockIn(same.Key, own, same.Select(Capital))));
    }

    /// <summary>Date in the own capital, then the clock in every capital.</summary>
    public string Moment(DateTimeOffset moment) => $"{Date(OwnDay(moment))} {Clock(moment)}";

    /// <summary>Hour and minute in the own capital, for what happened today.</summary>
    public string OwnClock(DateTimeOffset moment) =>
        Local(moment, Find(view.Me)?.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The member's full name: <c>Republic of Korea</c>.</summary>
    public string Name(MemberId member) => Find(member) is { } found ? Pick(found.Names, member) : member.ToString();

    /// <summary>The member's short name, if the charter has one (<c>en-short</c>), for sentences: <c>Korea</c>.</summary>
    public string Short(MemberId member) =>
        Find(member) is { } found && found.Names.TryGetValue($"{Language}-short", out var name) ? name : Name(member);

    /// <summary>As the name stands within a sentence (<c>en-sentence</c>): <c>the United States</c>.</summary>
    public string InSentence(MemberId member) =>
        Find(member) is { } found && found.Names.TryGetValue($"{Language}-sentence", out var name) ? name : Short(member);

    /// <summary>Names within a sentence, joined as the language does: own first, then the charter's order.</summary>
    public string Names(IEnumerable<MemberId> members) => Join(view.OwnFirst(members).Select(InSentence));

    public string Join(IEnumerable<string> words) => string.Join(texts["list.separator"], words);

    public Wording Title(ActFinding act) => Wording.Of(act.Id, "title", act.Title, act.Language, act.Translations, Language);

    /// <summary>A title that another capability repeats, in the reader's language where what it is about is an act whose title somebody translated.</summary>
    /// <param name="channel">Where it stands; the reader may read there.</param>
    public Wording Title(ChannelId channel, StatementId about, string title, string language) =>
        (channel == view.Channel ? view.Acts : view.Room.Board(channel, view.AsOf)).Act(about) is { } act && act.Title == title ? Title(act) : new(title, language, null, null, null, null);

    public Wording Detail(ActFinding act) => Wording.Of(act.Id, "detail", act.Detail, act.Language, act.Translations, Language);

    public Wording Title(MeasureFinding measure) => Wording.Of(measure.Id, "title", measure.Title, measure.Language, measure.Translations, Language);

    public Wording Text(AccountFinding account) => Wording.Of(account.Id, "text", account.Text, account.Language, account.Translations, Language);

    /// <summary>Who acted, own party first where several did.</summary>
    public string Actors(ActFinding act) => Actors(act, act.Actors, "actors");

    public string Addressees(ActFinding act) => Actors(act, act.Addressees, "addressees");

    /// <summary><c>1 day</c>, <c>32 days</c>: there are no plurals in resources, hence two keys.</summary>
    public string Days(int days) => Count("days", days);

    /// <summary>A number with its noun from <c>key.one</c> or <c>key.many</c> of the frame's texts.</summary>
    public string Count(string key, long number) => texts[number == 1 ? $"{key}.one" : $"{key}.many", number];

    public string Track(string track) => Known($"track.{track}", track);

    /// <summary>The wording of an enumeration's value: <c>type.de-escalation</c>.</summary>
    public string Word(string area, string wire) => Known($"{area}.{wire}", wire);

    private string Known(string key, string fallback) => texts[key] is { ResourceNotFound: false } text ? text : fallback;

    private string Actors(ActFinding act, ValueList<Actor> actors, string field)
    {
        var named = actors.Select((actor, n) => (actor.Member, Name: actor.Member is { } member ? Short(member) : Outsider(act, actor, $"{field}.{n}")));
        var order = view.Members.Select(m => (MemberId?)m.Id).ToList();
        return Join(named.OrderBy(n => n.Member is null ? order.Count : order.IndexOf(n.Member)).Select(n => n.Name));
    }

    private static string Outsider(ActFinding act, Actor actor, string field) =>
        Wording.Of(act.Id, field, actor.Name ?? "", act.Language, act.Translations, Language).Text;

    private MemberView? Find(MemberId member) => view.IsFounded ? view.Forum.Members.FirstOrDefault(m => m.Id == member) : null;

    private static string Capital(MemberView member) => Pick(member.Capital, member.Id);

    private static string Pick(IReadOnlyDictionary<string, string> byLanguage, MemberId member) =>
        byLanguage.TryGetValue(Language, out var own) ? own : byLanguage.TryGetValue("en", out var english) ? english : member.ToString();

    private DateOnly OwnDay(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment, Find(view.Me)?.Zone));

    private static DateTime Local(DateTimeOffset moment, string? zone) =>
        zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(moment, found).DateTime : moment.UtcDateTime;

    private static string ClockIn(DateTime local, DateTime own, IEnumerable<string> capitals)
    {
        var days = (local.Date - own).Days;
        var shift = days switch { 0 => "", > 0 => $" +{days.ToString(CultureInfo.InvariantCulture)}", _ => $" −{(-days).ToString(CultureInfo.InvariantCulture)}" };
        return $"{local.ToString("HH:mm", CultureInfo.InvariantCulture)}{shift} {string.Join(", ", capitals)}";
    }

    private static string Pattern(string language, DatePrecision precision) => (language, precision) switch
    {
        ("ja", DatePrecision.Day) => "yyyy'年'M'月'd'日('ddd')'",
        ("ja", DatePrecision.Month) => "yyyy'年'M'月'",
        ("ja", _) => "yyyy'年'",
        ("ko", DatePrecision.Day) => "yyyy'년 'M'월 'd'일('ddd')'",
        ("ko", DatePrecision.Month) => "yyyy'년 'M'월'",
        ("ko", _) => "yyyy'년'",
        (_, DatePrecision.Day) => "d MMM yyyy '('ddd')'",
        (_, DatePrecision.Month) => "MMM yyyy",
        _ => "yyyy",
    };
}
