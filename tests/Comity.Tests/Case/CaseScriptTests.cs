using System.Globalization;
using System.Text.Json;
using Comity.Cli.Demo.Case;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Case;

/// <summary>Nothing lost, nothing invented: the script against the files it was made from.</summary>
public sealed class CaseScriptTests
{
    private static readonly MemberId[] Members = [CaseCharter.Japan, CaseCharter.Korea, CaseCharter.UnitedStates];

    private static IEnumerable<(CaseLine Line, T Body)> Said<T>()
        where T : IBody => CaseRoom.Lines.Select(l => (l, Body: CaseRoom.BodyOf(l))).Where(l => l.Body is T).Select(l => (l.l, (T)l.Body));

    private static ILookup<string, (CaseLine Line, ActRecorded Body)> Acts { get; } = Said<ActRecorded>().ToLookup(a => a.Body.Reference!);

    private static string DateOf(JsonElement entry) => entry.Text("date");

    [Fact]
    public void Every_entry_of_the_chronology_is_one_act_as_written()
    {
        Assert.Equal(120, CaseSource.Chronology.GetArrayLength());
        foreach (var entry in CaseSource.Chronology.EnumerateArray())
        {
            var (line, act) = Assert.Single(Acts[entry.Text("id")]);
            Assert.Equal(entry.Text("id"), line.Key);
            Assert.Equal(DateOf(entry), act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal(entry.TextOrNull("datePrecision") ?? "day", act.Precision.Wire());
            Assert.Equal(entry.Text("kind"), act.Type.Wire());
            Assert.Equal(entry.Text("track"), line.Track);
            Assert.Equal(entry.Text("title"), act.Title);
            Assert.Equal(entry.Text("detail"), act.Detail);
            Assert.Equal(entry.Text("source"), string.Join("; ", act.Sources.Select(s => s.Text)));
            Assert.All(act.Sources, s => Assert.Equal(entry.Text("confidence"), s.Confidence.Wire()));
            Assert.Equal(entry.TextOrNull("effective"), act.Effective?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal(entry.TextOrNull("deadline"), act.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.StartsWith(entry.TextOrNull("note") ?? "", act.Note ?? "", StringComparison.Ordinal);
            Assert.Equal(entry.Texts("actors").Select(Named), act.Actors);
            Assert.Equal(entry.Texts("target").Select(Named), act.Addressees);
            Assert.Equal(Basis.PublicSource, act.Basis);
        }
    }

    [Fact]
    public void Every_memo_entry_is_one_reported_act_of_the_convener()
    {
        foreach (var entry in CaseSource.Memo)
        {
            var (line, act) = Assert.Single(Acts[entry.Text("id")]);
            Assert.Equal(CaseCharter.Convener, line.Author);
            Assert.True(act.Reported);
            Assert.Equal(DateOf(entry), act.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.Equal(entry.GetProperty("title").Text("en"), act.Title);
            Assert.Equal(entry.Text("detail"), act.Detail);
            Assert.Equal([new Source(entry.Text("source"), Confidence.MemoAsserted)], act.Sources);
        }
    }

    [Fact]
    public void No_act_stands_in_the_script_that_stands_in_no_file()
    {
        var known = CaseSource.Chronology.EnumerateArray().Concat(CaseSource.Memo).Select(e => e.Text("id")).ToHashSet();
        Assert.Equal(known.Count, Said<ActRecorded>().Count());
        Assert.All(Said<ActRecorded>(), a => Assert.Contains(a.Body.Reference!, known));
        Assert.Equal(known.Count, CaseRoom.Script.Entries.Count);
        Assert.All(CaseRoom.Script.Entries, e => Assert.Equal(e.Id, e.Lines[0].Key));
    }

    [Fact]
    public void Every_answer_and_every_easing_of_the_chronology_is_one_relation()
    {
        var asserted = Said<LinkAsserted>().GroupBy(l => (l.Body.From, l.Body.To, l.Body.Relation)).Select(l => l.Key).ToList();
        var wanted = new List<(string From, string To, bool Easing)>();
        foreach (var entry in CaseSource.Chronology.EnumerateArray())
        {
            wanted.AddRange(entry.Texts("inResponseTo").Select(to => (entry.Text("id"), to, false)));
            wanted.AddRange(entry.Texts("endsOrEases").Select(to => (entry.Text("id"), to, true)));
        }

        wanted.AddRange(CaseSource.Map.GetProperty("memo").GetProperty("links").EnumerateArray().Select(l => (l.Text("from"), l.Text("to"), false)));
        Assert.Equal(96 + 2, wanted.Count(w => !w.Easing));
        Assert.Equal(22, wanted.Count(w => w.Easing));
        Assert.Equal(wanted.Count, asserted.Count);
        Assert.All(wanted, w => Assert.Single(asserted, a =>
            a.From == CaseRoom.IdOf(w.From) && a.To == CaseRoom.IdOf(w.To) && a.Relation is LinkRelation.Eases or LinkRelation.Ends == w.Easing));
    }

    [Fact]
    public void Links_are_asserted_and_denied_by_whom_the_map_names_and_by_nobody_else()
    {
        var named = new HashSet<string>();
        foreach (var entry in CaseSource.Map.GetProperty("entries").EnumerateObject())
        {
            foreach (var link in entry.Value.GetProperty("links").EnumerateArray())
            {
                var key = $"{entry.Name}/{link.Text("relation")}/{link.Text("to")}/";
                named.UnionWith(link.Texts("assertedBy").Select(who => key + who));
                named.UnionWith(link.Texts("deniedBy").Select(who => key + "denied/" + who));
            }
        }

        foreach (var link in CaseSource.Map.GetProperty("memo").GetProperty("links").EnumerateArray())
        {
            named.UnionWith(link.Texts("assertedBy").Select(who => $"{link.Text("from")}/{link.Text("relation")}/{link.Text("to")}/{who}"));
        }

        Assert.Equal(named.Order(), Said<LinkAsserted>().Select(l => l.Line.Key).Concat(Said<LinkDenied>().Select(l => l.Line.Key)).Order());
    }

    [Fact]
    public void Nobody_asserts_or_denies_for_another_member()
    {
        Assert.All(Said<LinkAsserted>(), l => Assert.EndsWith(
            l.Body.OnBehalfOf == Asserter.Observers ? "/observers" : "/" + l.Line.Author, l.Line.Key, StringComparison.Ordinal));
        Assert.All(Said<LinkAsserted>().Where(l => l.Body.OnBehalfOf == Asserter.Observers), l => Assert.Equal(CaseCharter.Convener, l.Line.Author));
        Assert.All(Said<LinkDenied>(), l => Assert.EndsWith("/denied/" + l.Line.Author, l.Line.Key, StringComparison.Ordinal));
        Assert.All(Said<LinkDenied>(), l => Assert.Equal(AccountForm.PositionAsReported, l.Body.Form));
    }

    [Fact]
    public void A_denial_the_chronology_states_covers_every_link_of_its_entry()
    {
        var entry = Assert.Single(CaseSource.Chronology.EnumerateArray(), e => e.TryGetProperty("linkContested", out _));
        var denied = Said<LinkDenied>().Where(l => l.Body.From == CaseRoom.IdOf(entry.Text("id"))).ToList();
        Assert.Equal(entry.Texts("inResponseTo").Select(CaseRoom.IdOf).Order(), denied.Select(d => d.Body.To).Order());
        Assert.Equal(entry.GetProperty("linkContested").Texts("deniedBy").Select(c => c.ToLowerInvariant()), denied.Select(d => d.Line.Author.ToString()).Distinct());
    }

    [Fact]
    public void An_act_is_recorded_by_the_first_named_member_or_organ_and_affirmed_by_the_others()
    {
        foreach (var (line, act) in Said<ActRecorded>().Where(a => !a.Line.Key.StartsWith("memo-", StringComparison.Ordinal)))
        {
            var own = act.Actors.Select(a => a.Member ?? a.OrganOf).OfType<MemberId>().ToList();
            var affirmed = Said<ActAffirmed>().Where(a => a.Body.Act == CaseRoom.IdOf(line.Key)).Select(a => a.Line.Author).ToList();
            Assert.Equal(own.Count == 0, act.Reported);
            Assert.Equal(own.Count == 0 ? CaseCharter.Convener : own[0], line.Author);
            Assert.Equal(own.Skip(1), affirmed);
        }
    }

    [Fact]
    public void Every_account_is_given_by_its_own_member_as_its_position_reported()
    {
        var contested = CaseSource.Chronology.EnumerateArray().Where(e => e.TryGetProperty("contested", out _)).ToList();
        Assert.Equal(6, contested.Count);
        Assert.Equal(2 * contested.Count, Said<AccountGiven>().Count());
        foreach (var (entry, side) in contested.SelectMany(e => e.GetProperty("contested").EnumerateObject().Select(side => (e, side))))
        {
            var (_, account) = Assert.Single(Said<AccountGiven>(), a =>
                a.Body.Act == CaseRoom.IdOf(entry.Text("id")) && a.Line.Author.ToString() == side.Name.ToLowerInvariant());
            Assert.Equal(side.Value.GetString(), account.Text);
            Assert.Equal(AccountForm.PositionAsReported, account.Form);
        }

        Assert.Equal(["export-announce/account/jp", "gsomia-decision/account/kr"],
            Said<AccountGiven>().Where(a => a.Body.Stance == AccountStance.Adds).Select(a => a.Line.Key));
    }

    [Fact]
    public void Every_measure_countermeasure_and_easing_is_a_stage_or_listed_as_none()
    {
        var stages = Said<StageRecorded>().Select(s => s.Body.Act).ToHashSet();
        var none = CaseSource.Map.GetProperty("notMeasures").EnumerateArray().Select(n => CaseRoom.IdOf(n.Text("entry"))).ToHashSet();
        Assert.All(
            Said<ActRecorded>().Where(a => a.Body.Type is ActType.Measure or ActType.Countermeasure or ActType.DeEscalation).Select(a => CaseRoom.IdOf(a.Line.Key)),
            act => Assert.True(stages.Contains(act) ^ none.Contains(act)));
    }

    [Fact]
    public void Every_measure_and_stage_of_the_map_is_said_once_by_its_owner()
    {
        var measures = CaseSource.Map.GetProperty("measures").EnumerateArray().ToList();
        Assert.Equal(measures.Select(m => m.Text("id")).Order(), Said<MeasureAnnounced>().Select(m => m.Body.Reference!).Order());
        Assert.Equal(measures.Sum(m => m.GetProperty("stages").GetArrayLength()), Said<StageRecorded>().Count());
        foreach (var measure in measures)
        {
            var (announced, body) = Assert.Single(Said<MeasureAnnounced>(), m => m.Body.Reference == measure.Text("id"));
            Assert.Equal(measure.Text("owner"), announced.Author.ToString());
            Assert.Equal(measure.Text("end") == "known" ? MeasureEnd.ToBeRecorded : MeasureEnd.NotRecorded, body.End);
            Assert.Equal(body.Private, body.Reported);
            foreach (var stage in measure.GetProperty("stages").EnumerateArray())
            {
                var (line, said) = Assert.Single(Said<StageRecorded>(), s =>
                    s.Body.Measure == CaseRoom.IdOf(announced.Key) && s.Body.Stage.Wire() == stage.Text("stage") && s.Body.Extent == stage.Text("extent"));
                Assert.Equal(announced.Author, line.Author);
                Assert.Equal(stage.Text("date"), said.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                Assert.Equal(CaseRoom.IdOf(stage.Text("entry")), said.Act);
                Assert.Equal(stage.Text("source"), string.Join("; ", said.Sources.Select(s => s.Text)));
            }
        }
    }

    [Fact]
    public void Titles_accounts_and_names_are_in_Japanese_by_Japan_and_in_Korean_by_Korea()
    {
        var supplied = Said<TranslationSupplied>().ToLookup(t => (t.Body.Of, t.Body.Field, t.Body.Language));
        var wanted = Said<ActRecorded>().SelectMany(a => Names("actors", a.Body.Actors).Concat(Names("addressees", a.Body.Addressees)).Prepend("title").Select(f => (a.Line.Key, f)))
            .Concat(Said<MeasureAnnounced>().Select(m => (m.Line.Key, "title")))
            .Concat(Said<AccountGiven>().Select(a => (a.Line.Key, "text")))
            .Concat(Said<LinkDenied>().Select(d => (d.Line.Key, "words")))
            .ToList();
        foreach (var (key, field) in wanted)
        {
            Assert.Equal(CaseCharter.Japan, Assert.Single(supplied[(CaseRoom.IdOf(key), field, "ja")]).Line.Author);
            Assert.Equal(CaseCharter.Korea, Assert.Single(supplied[(CaseRoom.IdOf(key), field, "ko")]).Line.Author);
        }

        Assert.Equal(2 * wanted.Count, Said<TranslationSupplied>().Count());
        Assert.All(Said<TranslationSupplied>(), t => Assert.Equal((TranslationQuality.Courtesy, "Comity case file"), (t.Body.Quality, t.Body.Translator)));
    }

    [Fact]
    public void Every_body_is_well_formed_and_rests_on_public_sources()
    {
        Assert.All(CaseRoom.Lines, l => Assert.Empty(CaseRoom.BodyOf(l).Faults()));
        Assert.All(CaseRoom.Lines, l => Assert.Contains(l.Author, Members));
        Assert.All(
            CaseRoom.Lines.Select(CaseRoom.BodyOf).Where(b => b is not TranslationSupplied),
            b => Assert.Contains("\"basis\":\"public-source\"", BodyCodec.Write(b).ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_refers_to_earlier_lines_only_and_names_all_it_refers_to()
    {
        var said = new HashSet<string>();
        foreach (var line in CaseRoom.Lines)
        {
            var asked = new List<string>();
            line.Body(key =>
            {
                asked.Add(key);
                return CaseRoom.IdOf(key);
            });
            Assert.All(asked, key => Assert.Contains(key, line.RefersTo));
            Assert.Equal(line.RefersTo.Order(StringComparer.Ordinal).Distinct(), line.RefersTo);
            Assert.True(line.SubjectKey is null || line.RefersTo.Contains(line.SubjectKey));
            Assert.All(line.RefersTo, key => Assert.Contains(key, said));
            Assert.True(said.Add(line.Key), line.Key);
        }
    }

    [Fact]
    public void Entries_come_by_date_and_are_the_same_at_every_load()
    {
        var again = CaseScript.Load();
        Assert.Equal(CaseRoom.Script.Entries.Select(e => e.Date).Order(), CaseRoom.Script.Entries.Select(e => e.Date));
        Assert.Equal(CaseRoom.Lines.Select(l => l.Key), again.Entries.SelectMany(e => e.Lines).Select(l => l.Key));
        Assert.Equal(CaseRoom.Lines.Select(CaseRoom.BodyOf), again.Entries.SelectMany(e => e.Lines).Select(CaseRoom.BodyOf));
    }

    [Fact]
    public void At_no_entry_is_any_statement_without_effect()
    {
        var room = new CaseRoom();
        foreach (var entry in CaseRoom.Script.Entries)
        {
            room.Play(entry);
            var findings = room.AsOf(entry.Date);
            Assert.Empty(findings.Ineffective.Select(i => (room.KeyOf(i.Id), i.Rule)));
            Assert.All(findings.Acts.Where(a => !a.Reported), a => Assert.Empty(a.NotYetAffirmedBy));
        }
    }

    private static IEnumerable<string> Names(string field, ValueList<Actor> actors) =>
        actors.Index().Where(a => a.Item.Name is not null).Select(a => $"{field}.{a.Index}");

    private static Actor Named(string code)
    {
        if (!CaseSource.Map.GetProperty("names").TryGetProperty(code, out var name))
        {
            return new(MemberId.Parse(code.ToLowerInvariant()), null, null);
        }

        return new(null, name.Text("en"), name.TextOrNull("of") is { } of ? MemberId.Parse(of) : null);
    }
}
