using Comity.Record;
using NodaTime;
using static Comity.Domain.Standstill.StandstillFaultCodes;

namespace Comity.Domain.Standstill;

/// <summary>Every fault of terms, a plan or a clock by itself, in field order. The limits: docs/spec/standstill.md.</summary>
internal static class TermsFaults
{
    public static IEnumerable<Fault> Of(StandstillTerms t, string at) =>
    [
        .. Form.Text($"{at}.title", t.Title, 200), .. Form.Language(t.Language, $"{at}.language"),
        .. Form.List($"{at}.bound", t.Bound, 2, 16, m => m),
        .. Form.List($"{at}.covered", t.Covered, 1, 32, c => c.Id), .. Form.Each($"{at}.covered", t.Covered, Subject),
        .. Baseline($"{at}.baseline", t),
        .. Form.List($"{at}.carveOuts", t.CarveOuts, 0, 32, c => c.Id), .. Form.Each($"{at}.carveOuts", t.CarveOuts, CarveOut),
        .. Form.Date($"{at}.start", t.Start), .. Form.Order($"{at}.start", t.Baseline.Date, t.Start),
        .. Form.Date($"{at}.lastDay", t.LastDay), .. Form.Order($"{at}.lastDay", t.Start, t.LastDay),
        .. Form.Text($"{at}.talks", t.Talks, 500), .. Extension($"{at}.extension.days", t.Extension),
        .. Form.Days($"{at}.days.priorNotice", t.Days.PriorNotice), .. Form.Days($"{at}.days.reply", t.Days.Reply),
        .. Form.Days($"{at}.days.check", t.Days.Check), .. Form.Days($"{at}.days.leave", t.Days.Leave),
        .. Form.If(t.Check.By == CheckBy.Expert == t.Check.Expert is null, $"{at}.check.expert", GivenWrongly, "expected the expert's name exactly when an expert checks"),
        .. Form.List($"{at}.consequences", t.Consequences, 1, 3, c => c), .. Form.List($"{at}.public", t.Public, 0, 4, p => p.What),
        .. Form.Each($"{at}.public", t.Public, (field, p) => Form.Date($"{field}.from", p.From)),
        .. Form.List($"{at}.relations", t.Relations, 0, 16, r => r.Id), .. Form.Each($"{at}.relations", t.Relations, Relation),
        .. Clock($"{at}.clock", t.Clock), .. CapitalsOfBound($"{at}.clock.capitals", t),
        .. ClauseNames(at, t),
    ];

    public static IEnumerable<Fault> Of(RollbackPlan plan, string at) =>
    [
        .. Form.Text($"{at}.title", plan.Title, 200), .. Form.Language(plan.Language, $"{at}.language"),
        .. Form.List($"{at}.pairs", plan.Pairs, 1, 32, p => p.Id), .. Form.Each($"{at}.pairs", plan.Pairs, Pair),
        .. Form.If(plan.Pairs.SelectMany(p => p.Steps).GroupBy(s => s.Id, StringComparer.Ordinal).Any(g => g.Count() > 1), $"{at}.pairs", ListRepeated, "expected each step's id once in the plan, found one twice"),
    ];

    public static IEnumerable<Fault> Clock(string field, DeadlineClock clock) =>
    [
        .. Zone($"{field}.zone", clock.Zone),
        .. Form.If(!Deadlines.TryHour(clock.Hour, out _), $"{field}.hour", HourShape, $"expected a time from 00:01 to 24:00, found {FormFound.Quote(clock.Hour)}"),
        .. Form.List($"{field}.capitals", clock.Capitals, 1, 16, c => c.Member),
        .. Form.Each($"{field}.capitals", clock.Capitals, (at, c) => Zone($"{at}.zone", c.Zone)),
    ];

    private static IEnumerable<Fault> Subject(string field, CoveredSubject subject) =>
    [
        .. Form.Word($"{field}.id", subject.Id), .. Form.Word($"{field}.track", subject.Track), .. Form.Word($"{field}.kind", subject.Kind),
        .. Form.If(subject is { Track: null, Kind: null, Matter: null }, field, SubjectEmpty, "expected a track, a kind or a matter, found none"),
        .. Form.Text($"{field}.text", subject.Text, 500),
    ];

    private static IEnumerable<Fault> Baseline(string field, StandstillTerms t) =>
    [
        .. Form.Date($"{field}.date", t.Baseline.Date),
        .. Form.List($"{field}.inventory", t.Baseline.Inventory, 0, 256, i => i.Measure),
        .. Form.Each($"{field}.inventory", t.Baseline.Inventory, (at, item) =>
        [
            .. Form.Word($"{at}.id", item.Id), .. Bound($"{at}.owner", item.Owner, t), .. Form.Text($"{at}.title", item.Title, 300),
            .. Form.Date($"{at}.since", item.Since), .. Form.Order($"{at}.since", item.Since, t.Baseline.Date),
        ]),
    ];

    private static IEnumerable<Fault> CarveOut(string field, CarveOut carveOut) =>
        [.. Form.Word($"{field}.id", carveOut.Id), .. Form.Text($"{field}.text", carveOut.Text, 500)];

    private static IEnumerable<Fault> Extension(string field, Extension extension) => Form.Days(
        field, extension.Days, extension.By == ExtensionBy.None ? 0 : 1, extension.By == ExtensionBy.None ? 0 : 366);

    private static IEnumerable<Fault> Relation(string field, Relation relation) =>
        [.. Form.Word($"{field}.id", relation.Id), .. Form.Text($"{field}.instrument", relation.Instrument, 200)];

    private static IEnumerable<Fault> Bound(string field, MemberId member, StandstillTerms t) =>
        Form.If(!t.Bound.Contains(member), field, NotBound, $"expected one of {string.Join(", ", t.Bound)}, found {member}");

    private static IEnumerable<Fault> Zone(string field, string zone) =>
        Form.If(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null, field, ZoneUnknown, $"expected an IANA time zone, found {FormFound.Quote(zone)}");

    private static IEnumerable<Fault> CapitalsOfBound(string field, StandstillTerms t) => Form.If(
        !t.Clock.Capitals.Select(c => c.Member).ToHashSet().SetEquals(t.Bound), field, NotBound,
        $"expected a capital of each of {string.Join(", ", t.Bound)} and of nobody else");

    // Statements and findings name a clause by its id alone.
    private static IEnumerable<Fault> ClauseNames(string at, StandstillTerms t)
    {
        var ids = t.Covered.Select(c => c.Id).Concat(t.Baseline.Inventory.Select(i => i.Id)).Concat(t.CarveOuts.Select(c => c.Id)).Concat(t.Relations.Select(r => r.Id)).ToArray();
        var taken = TermsClauses.Fixed.Intersect(ids, StringComparer.Ordinal).FirstOrDefault();
        return Form.If(ids.Distinct(StringComparer.Ordinal).Count() < ids.Length, at, ListRepeated, "expected each clause's id once in the terms, found one twice")
            .Concat(Form.If(taken is not null, at, ListRepeated, $"expected ids other than those of the fixed clauses, found {taken}"));
    }

    private static IEnumerable<Fault> Pair(string field, RollbackPair pair) =>
    [
        .. Form.Word($"{field}.id", pair.Id), .. Form.List($"{field}.steps", pair.Steps, 2, 8, s => s.Id),
        .. Form.If(pair.Steps.Select(s => s.Member).Distinct().Count() < 2, $"{field}.steps", ListCount, "expected steps of at least two members, found one member's"),
        .. Form.Each($"{field}.steps", pair.Steps, (at, step) =>
        [
            .. Form.Word($"{at}.id", step.Id), .. Form.Text($"{at}.what", step.What, 500), .. Form.Date($"{at}.by", step.By),
            .. Form.If(step.After is not null && pair.Steps.TakeWhile(s => s.Id != step.Id).All(s => s.Id != step.After), $"{at}.after", StepUnknown, $"expected an earlier step of this pair, found {FormFound.Quote(step.After ?? "")}"),
        ]),
        .. Form.If(pair.Mode == PairMode.Conditional != pair.Steps.Any(s => s.After is not null), $"{field}.mode", GivenWrongly, "expected a step that waits for another exactly in a conditional pair"),
        .. Form.If(pair.Mode == PairMode.Simultaneous && pair.Steps.Select(s => s.By).Distinct().Count() > 1, $"{field}.steps", DateOrder, "expected one day for all steps of a simultaneous pair, found several"),
    ];
}
