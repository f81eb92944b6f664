using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Domain.Dialogue.DialogueFaultCodes;

namespace Comity.Domain.Dialogue;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/dialogue.md.</summary>
internal static class DialogueFaults
{
    private const string Shared = "standstill.";

    /// <summary>Longest words of a clause in one language.</summary>
    private const int LongestWords = 8_000;

    // Decision 74/544.
    private const int UnitedNationsHours = 72;

    private const int MostHours = 720;

    public static IEnumerable<Fault> Of(ITableBody body) => Own(body).Concat(Form.Date("date", body.Date)).Select(Coded);

    // The checks of single fields are those of standstills; what is wrong with a text on the table says so under our name.
    private static Fault Coded(Fault fault) =>
        fault.Code.StartsWith(Shared, StringComparison.Ordinal) ? fault with { Code = $"dialogue.{fault.Code[Shared.Length..]}" } : fault;

    private static IEnumerable<Fault> Own(ITableBody body) => body switch
    {
        TextOpened b =>
        [
            .. Form.Text("title", b.Title, 200), .. Form.List("languages", b.Languages, 1, 8, l => l), .. Form.Each("languages", b.Languages, (at, l) => Form.Language(l, at)),
            .. Form.List("parties", b.Parties, 2, 16, p => p), .. Form.List("from", b.From, 0, 8, f => f),
        ],
        ClauseProposed b =>
        [
            .. Form.If(b.Under is not null && b.After is not null, "after", GivenWrongly, "expected the clause it stands under or the one it follows, found both"),
            .. Words(b.Words, 1), .. Form.List("from", b.From, 0, 16, f => f),
        ],
        WordingProposed b => [.. Form.List("follows", b.Follows, 0, 16, f => f), .. Words(b.Words, 0)],
        PositionStated b => [.. Form.Text("words", b.Words, 4_000), .. Form.Language(b.Language)],
        ClauseCommented b => [.. Form.Text("text", b.Text, 4_000), .. Form.Language(b.Language)],
        ClausesReplaced b =>
        [
            .. Form.List("clauses", b.Clauses, 1, 16, c => c), .. Form.List("by", b.By, 1, 16, c => c),
            .. Form.If(b.By.Intersect(b.Clauses).Any(), "by", ListRepeated, "expected none of the clauses that would go, found one"),
        ],
        RevisionIssued b => [.. Form.Text("words", b.Words, 4_000), .. Form.Language(b.Language)],
        DecisionProposed b =>
        [
            .. Form.If(b.Method == DecisionMethod.Silence == b.Silence is null, "silence", GivenWrongly, "expected the terms of the silence exactly when the method is silence"),
            .. b.Silence is { } silence ? Silence("silence", silence, b.Date) : [],
        ],
        ObjectionMade b => [.. Form.Text("reasons", b.Reasons, 4_000), .. Form.Language(b.Language)],
        SilenceExtended b => Form.Date("ends", b.Ends),
        SilenceCertified b => Form.List("witnesses", b.Witnesses, 0, 16, w => w),
        DecisionRecorded b => Form.List("present", b.Present, 2, 16, p => p),
        StatementAttached b => [.. Form.Text("text", b.Text, 4_000), .. Form.Language(b.Language)],
        _ => [],
    };

    private static IEnumerable<Fault> Words(ValueList<WordsIn> words, int least) =>
    [
        .. Form.List("words", words, least, 8, w => w.Language),
        .. Form.Each("words", words, (at, w) =>
        [
            .. Form.Language(w.Language, $"{at}.language"), .. Form.Text($"{at}.text", w.Text, LongestWords), .. Bracketed($"{at}.text", w.Text),
        ]),
    ];

    private static IEnumerable<Fault> Silence(string at, SilenceTerms terms, DateOnly date) =>
    [
        .. Form.Date($"{at}.ends", terms.Ends), .. Form.Order($"{at}.ends", date, terms.Ends), .. TermsFaults.Clock($"{at}.clock", terms.Clock),
        .. Form.Days($"{at}.minimumHours", terms.MinimumHours, terms.Template == SilenceTemplate.UnitedNations ? UnitedNationsHours : 0, MostHours),
        .. Form.List($"{at}.mayObject", terms.MayObject, 1, 16, m => m),
        .. Form.If(
            terms.Template != SilenceTemplate.Own && terms.Form != ObjectionForm.InWriting, $"{at}.form", GivenWrongly,
            "expected an objection in writing, reasons and amendments free, as the template has it"),
    ];

    private static IEnumerable<Fault> Bracketed(string field, string words) => Brackets.Depth(words) switch
    {
        null => [new(field, BracketsUnbalanced, "expected a closing bracket for each opening one and none besides, found one alone")],
        > Brackets.Deepest and { } depth => [new(field, BracketsDepth, $"expected at most {Form.Number(Brackets.Deepest)} brackets in one another, found {Form.Number(depth)}")],
        _ => [],
    };
}
