using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>The act itself, who affirms it, each side's account, the measure it opens and the stages that rest on it.</summary>
internal sealed class CaseLines(CaseMap map)
{
    public const string Language = "en";

    public IEnumerable<CaseDraft> Of(CaseAct act) =>
        [Recorded(act), .. act.AffirmedBy.Select(by => Affirmed(act, by)), .. Accounts(act), .. Measures(act), .. Stages(act)];

    private CaseDraft Recorded(CaseAct act)
    {
        var actors = act.Actors.Select(ActorOf).ToValueList();
        var addressees = act.Target.Select(ActorOf).ToValueList();
        return CaseDraft.Of(
            act.Id, act.Author, act.Track, null, [],
            _ => new ActRecorded(
                act.Date, act.Precision, act.Type, actors, addressees, act.Title.En, act.Detail, Language, act.Effective, act.Deadline,
                Basis.PublicSource, act.Reported, act.Sources, act.Note, act.Id),
            [new CaseText("title", act.Title), .. Names("actors", act.Actors), .. Names("addressees", act.Target)]);
    }

    private static CaseDraft Affirmed(CaseAct act, MemberId by) => CaseDraft.Of(
        $"{act.Id}/affirmed/{by}", by, act.Track, act.Id, [],
        id => new ActAffirmed(id(act.Id), Basis.PublicSource, act.Sources));

    private IEnumerable<CaseDraft> Accounts(CaseAct act) => map.Accounts.TryGetValue(act.Id, out var accounts)
        ? accounts.OrderBy(a => a.Key).Select(a => Account(act, a.Key, a.Value))
        : [];

    // Who recorded its own act does not contest its own record; a joint record takes nobody's side, so each account contests it.
    private static CaseDraft Account(CaseAct act, MemberId of, MapText text) => CaseDraft.Of(
        $"{act.Id}/account/{of}", of, act.Track, act.Id, [],
        id => new AccountGiven(
            id(act.Id), of == act.Author && !act.Joint ? AccountStance.Adds : AccountStance.Contests, AccountForm.PositionAsReported,
            text.En, Language, Basis.PublicSource, act.Sources),
        new CaseText("text", text));

    private IEnumerable<CaseDraft> Measures(CaseAct act) => map.Measures.Where(m => m.Opens == act.Id).Select(m => CaseDraft.Of(
        KeyOf(m), m.Owner, m.Track, act.Id, [],
        id => new MeasureAnnounced(
            id(act.Id), m.Title.En, Language, m.Nature, m.Private, m.End == "known" ? MeasureEnd.ToBeRecorded : MeasureEnd.NotRecorded,
            Basis.PublicSource, m.Reported, act.Sources, m.Id),
        new CaseText("title", m.Title)));

    private IEnumerable<CaseDraft> Stages(CaseAct act) =>
        map.Measures.SelectMany(m => m.Stages.Where(s => s.Entry == act.Id).Select(s => Stage(act, m, s)));

    private static CaseDraft Stage(CaseAct act, MapMeasure measure, MapStage stage) => CaseDraft.Of(
        string.Create(CultureInfo.InvariantCulture, $"{KeyOf(measure)}/{stage.Stage.Wire()}/{stage.Date:yyyy-MM-dd}"),
        stage.Author, measure.Track, KeyOf(measure), [act.Id],
        id => new StageRecorded(
            id(KeyOf(measure)), stage.Stage, stage.Date, stage.Precision, id(act.Id), stage.Extent, Language,
            Basis.PublicSource, CaseAct.SourcesIn(stage.Source, stage.Confidence)));

    private static string KeyOf(MapMeasure measure) => "measure/" + measure.Id;

    private Actor ActorOf(string code) => map.Names.TryGetValue(code, out var name)
        ? new(null, name.En, name.Of)
        : new(MemberId.Parse(code.ToLowerInvariant()), null, null);

    private IEnumerable<CaseText> Names(string field, IReadOnlyList<string> codes) => codes.Index().Where(c => map.Names.ContainsKey(c.Item)).Select(c =>
        new CaseText(string.Create(CultureInfo.InvariantCulture, $"{field}.{c.Index}"), map.Names[c.Item].Ja, map.Names[c.Item].Ko));
}
