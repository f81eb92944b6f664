using Comity.Record;
using static Comity.Domain.Standstill.StandstillFaultCodes;

namespace Comity.Domain.Standstill;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/standstill.md.</summary>
internal static class StandstillFaults
{
    public static IEnumerable<Fault> Of(IDatedBody body) => [.. Own(body), .. Form.Date("date", body.Date)];

    private static IEnumerable<Fault> Own(IDatedBody body) => body switch
    {
        TermsFloated b => TermsFaults.Of(b.Terms, "terms"),
        TermsOffered b => [.. TermsFaults.Of(b.Terms, "terms"), .. Until(b.Until, b.Date)],
        RollbackOffered b => [.. TermsFaults.Of(b.Plan, "plan"), .. Until(b.Until, b.Date)],
        FloatCommented b => Words("text", b.Text, b.Language),
        OfferAccepted b => [.. Digest(b.Digest), .. Until(b.Until, b.Date), .. Form.List("disputed", b.Disputed, 0, 256, m => m)],
        OfferConfirmed b => Form.List("acceptances", b.Acceptances, 1, 16, a => a),
        OfferRefused b => Words("words", b.Words, b.Language),
        DeniedInPublic b => Words("words", b.Words, b.Language),
        LineProposed b => [.. Form.List("texts", b.Texts, 1, 16, t => t.Language), .. Form.Each("texts", b.Texts, WordsIn)],
        StepNotified b =>
        [
            .. Form.Text("title", b.Title, 300), .. Form.Word("track", b.Track), .. Form.Word("kind", b.Kind), .. Form.Date("planned", b.Planned),
            .. Form.Order("planned", b.Date, b.Planned), .. Form.Language(b.Language),
        ],
        NoticeCommented b => Words("text", b.Text, b.Language),
        StepClassified b =>
        [
            .. Form.Word("track", b.Track), .. Form.Word("kind", b.Kind), .. Form.Word("carveOut", b.CarveOut), .. Words("words", b.Words, b.Language),
        ],
        AllegationMade b => OfAllegation(b),
        AllegationAnswered b =>
        [
            .. Form.Word("clause", b.Clause),
            .. Form.If(b.Answer == Answer.Excuses == b.Clause is null, "clause", GivenWrongly, "expected a clause exactly when the answer excuses"),
            .. Words("text", b.Text, b.Language),
        ],
        CureReported b => Words("text", b.Text, b.Language),
        AllegationChecked b => Words("text", b.Text, b.Language),
        DutySuspended b => [.. Form.Word("clause", b.Clause), .. Form.Date("through", b.Through), .. Form.Order("through", b.Date, b.Through)],
        PledgeMade b => Words("text", b.Text, b.Language),
        NoticeGiven b =>
        [
            .. Form.Text("instrument", b.Instrument, 200), .. Form.List("parties", b.Parties, 2, 16, m => m), .. Form.Date("effective", b.Effective),
            .. Form.Order("effective", b.Date, b.Effective), .. Form.Language(b.Language),
        ],
        NoticeChanged b => Words("words", b.Words, b.Language),
        ReadingGiven b => Words("words", b.Words, b.Language),
        StandstillExtended b => Form.Date("through", b.Through),
        RollbackStepReported b => [.. Form.Word("step", b.Step), .. Words("text", b.Text, b.Language), .. Sources(b.Sources)],
        RollbackStepConfirmed b => Words("words", b.Words, b.Language),
        LinkageDeclared b => [.. Linkage(b.Linkage), .. Words("text", b.Text, b.Language)],
        ConsultationRequested b =>
        [
            .. Form.List("of", b.Of, 1, 16, m => m), .. Words("text", b.Text, b.Language), .. Form.Days("days", b.Days),
            .. TermsFaults.Clock("clock", b.Clock), .. Delivered(b.Delivered, b.Date),
        ],
        ConsultationAnswered b => Words("text", b.Text, b.Language),
        DemarcheLogged b => Words("text", b.Text, b.Language),
        HotLineSaid b => Words("text", b.Text, b.Language),
        _ => [],
    };

    private static IEnumerable<Fault> OfAllegation(AllegationMade b) =>
    [
        .. Form.If(b.Standstill is null && b.Linkage is null, "standstill", GivenWrongly, "expected a standstill unless a linkage is alleged"),
        .. Form.Word("clause", b.Clause),
        .. Form.If(b.Clause is null == b.Linkage is null, "clause", GivenWrongly, "expected either a clause or a linkage"),
        .. b.Linkage is { } linkage ? Linkage(linkage) : [],
        .. Words("text", b.Text, b.Language), .. Sources(b.Sources), .. Delivered(b.Delivered, b.Date),
    ];

    private static IEnumerable<Fault> Words(string field, string? text, string language) => [.. Form.Text(field, text, 4000), .. Form.Language(language)];

    private static IEnumerable<Fault> WordsIn(string field, WordsIn words) =>
        [.. Form.Language(words.Language, $"{field}.language"), .. Form.Text($"{field}.text", words.Text, 2000)];

    private static IEnumerable<Fault> Until(DateOnly until, DateOnly date) => [.. Form.Date("until", until), .. Form.Order("until", date, until)];

    private static IEnumerable<Fault> Delivered(DateOnly? delivered, DateOnly date) =>
        [.. Form.Date("delivered", delivered), .. delivered is { } day ? Form.Order("delivered", day, date) : []];

    private static IEnumerable<Fault> Digest(string digest) => Form.If(
        !Hash256.TryParse(digest, out _), "digest", DigestShape, $"expected a digest of {Form.Number(Hash256.TextLength)} base64url characters, found {FormFound.Quote(digest)}");

    private static IEnumerable<Fault> Linkage(LinkageTracks linkage) =>
    [
        .. Form.Word("linkage.track", linkage.Track), .. Form.Word("linkage.waitsFor", linkage.WaitsFor),
        .. Form.If(linkage.Track == linkage.WaitsFor, "linkage.waitsFor", GivenWrongly, "expected another track, found the same one"),
    ];

    private static IEnumerable<Fault> Sources(ValueList<Disputes.Source> sources) =>
    [
        .. Form.If(sources.Count > 16, "sources", ListCount, $"expected 0 to 16 entries, found {Form.Number(sources.Count)}"),
        .. Form.Each("sources", sources, (field, source) => Form.Text($"{field}.text", source.Text, 500)),
    ];
}
