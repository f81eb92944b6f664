using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Standstill;
using Comity.Domain.Terms;
using Comity.Node.Press;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Brief;

/// <summary>Draws the one-page brief from what pages ask for: nothing in it is judged here.</summary>
public sealed class BriefDesk(RoomView view, Formats formats, BriefSpeech speech, IStringLocalizer<BriefTexts> texts, IStringLocalizer<DatesTexts> dates)
{
    public const int Days = 7;
    private const int MostChanged = 5;
    private const int MostHurts = 5;
    private const int MostDue = 5;
    private const int MostSay = 3;
    private const int MostWords = 6;
    private const int MeasuresRead = 500;
    private const int ActsRead = 60;

    // Two lines of the sheet; what is longer is cut, its page has it whole.
    private const int MostCharacters = 130;
    private static readonly ISchedule Standstills = new StandstillCapability();

    private StandstillFindings? _standstill;

    private StandstillFindings Standstill => _standstill ??= view.Room.Standstills(view.Channel, view.AsOf);

    public MinisterBrief Draw() => new(
        view.Channel, view.AsOf, Days,
        Changed().Take(MostChanged).ToValueList(),
        Alleged().Concat(Contrary()).Concat(Imposed()).Concat(Contested()).Take(MostHurts).ToValueList(),
        Turns().Concat(Ahead()).Take(MostDue).ToValueList(),
        speech.Lines(Standstill).Take(MostSay).Select(l => Line(l.What, null, l.Words.Text, l.Words.Language, [], l.Source, l.Page)).ToValueList(),
        Words().Take(MostWords).ToValueList());

    private IEnumerable<BriefLine> Changed() => view.Acts.LatestActs(ActFilter.All, 0, MostChanged * 4, view.AsOf)
        .Where(a => a.Date > view.AsOf.AddDays(-Days) && a.Date <= view.AsOf).Reverse()
        .Select(a => Act("act", a, a.Date, $"{formats.Actors(a)}: {formats.Title(a).Text}"));

    private IEnumerable<BriefLine> Alleged() => Standstill.Allegations.Where(a => a.Against == view.Me && a.Turn.Count > 0)
        .Select(a => Line("allegation", a.Date, texts["alleged", formats.Short(a.By)], Formats.Language, a.Turn, a.Id, StandstillPage(a.Standstill)));

    private IEnumerable<BriefLine> Contrary() => Standstill.Steps.Where(s => s.Owner != view.Me && s.Verdicts.Any(v => v.Standing == StepStanding.Contrary)).Reverse()
        .Select(s => Line("contrary", s.Since, texts["contrary", formats.Short(s.Owner), TitleOf(s)], Formats.Language, [s.Owner], s.Step, StandstillPage(s.Standstill)));

    private IEnumerable<BriefLine> Imposed() => view.Acts.Measures((owner, isPrivate) => owner != view.Me && !isPrivate, 0, MeasuresRead)
        .Where(m => m.Standing is MeasureStanding.InForce or MeasureStanding.InForceEased or MeasureStanding.Announced or MeasureStanding.NoEndRecorded)
        .OrderBy(m => m.Standing == MeasureStanding.NoEndRecorded).ThenByDescending(m => m.Since).ThenBy(m => m.Id)
        .Select(m => Line("measure", m.Since, texts[Standing(m.Standing), formats.Short(m.Owner), formats.Title(m).Text], formats.Title(m).Language, [m.Owner], m.Id, $"disputes/acts/{m.Act}"));

    private IEnumerable<BriefLine> Contested() => view.Acts.LatestActs(ActFilter.All, 0, ActsRead, view.AsOf).Reverse()
        .Where(a => a.Author == view.Me && a.ContestedBy.Any(m => m != view.Me))
        .Select(a => Act("contested", a, a.Date, texts["contested", formats.Join(view.OwnFirst(a.ContestedBy).Select(formats.Short)), formats.Title(a).Text]));

    private static string Standing(MeasureStanding standing) => standing switch
    {
        MeasureStanding.Announced => "announced",
        MeasureStanding.NoEndRecorded => "no-end",
        _ => "in-force",
    };

    // Ours first, then the others' by what is due soonest.
    private IEnumerable<BriefLine> Turns() => Standstills.Turns(Standstill)
        .Concat(view.Acts.Unaffirmed(view.Me, byMember: true, MostDue).Concat(view.Acts.Unaffirmed(view.Me, byMember: false, MostDue)).Select(Affirms))
        .OrderBy(t => t.Of.Contains(view.Me) ? 0 : 1).ThenBy(t => t.Until ?? DateOnly.MaxValue).ThenBy(t => t.Since)
        .Take(MostDue - 2)
        .Select(t => Line("turn", t.Until, dates[$"turn.{t.What}", formats.Join(view.OwnFirst(t.Of).Select(formats.Short)), t.Title], Formats.Language, t.Of, t.About, t.Page));

    private Turn Affirms(ActFinding act) =>
        new("disputes.affirm", act.Id, formats.Title(act).Text, Formats.Language, act.Track, act.Date, null, act.NotYetAffirmedBy, $"disputes/acts/{act.Id}");

    private IEnumerable<BriefLine> Ahead() => view.Acts.Dates(MostDue)
        .Select(d => Line("date", d.Date, $"{dates[$"what.disputes.{d.What}"]}: {(view.Acts.Act(d.Act) is { } act ? formats.Title(act).Text : "")}", Formats.Language, [], d.Statement, $"disputes/acts/{d.Act}"))
        .Concat(Standstills.Dates(Standstill).Where(d => d.Date >= view.AsOf)
            .Select(d => Line("date", d.Date, $"{dates[$"what.{d.What}"]}: {d.Title}", Formats.Language, d.Of, d.Statement, d.Page)))
        .OrderBy(l => l.Date);

    private IEnumerable<BriefWord> Words() => new[] { ChannelId.Of(view.Me), view.Channel }.Distinct().Where(view.Room.Channels.Contains)
        .SelectMany(c => TermsApi.In(view.Room, c).Lists).OrderBy(l => l.Author == view.Me ? 0 : 1)
        .SelectMany(l => l.Terms.Select(t => new BriefWord(Cut(t.Phrase), t.Instead is { } instead ? Cut(instead) : null, l.Author, l.Id, Place(l.Id))));

    private string TitleOf(StepFinding step) => view.Acts.Measure(step.Step) is { } measure ? formats.Title(measure).Text : view.Acts.Act(step.Step) is { } act ? formats.Title(act).Text : step.Title;

    private BriefLine Act(string what, ActFinding act, DateOnly date, string text) => Line(what, date, text, formats.Title(act).Language, [], act.Id, $"disputes/acts/{act.Id}");

    private BriefLine Line(string what, DateOnly? date, string text, string language, ValueList<MemberId> whose, StatementId source, string page) =>
        new(what, date, Cut(text), language, view.OwnFirst(whose).ToValueList(), source, Place(source), page);

    private string Place(StatementId id) => view.Room.Find(id)?.Statement is { } said ? $"{said.Member}:{said.Index}" : "";

    private static string StandstillPage(StatementId? standstill) => standstill is { } id ? $"standstill/{id}" : "standstill";

    private static string Cut(string text) => text.EnumerateRunes().Count() <= MostCharacters ? text : string.Concat(text.EnumerateRunes().Take(MostCharacters - 1)) + "…";
}
