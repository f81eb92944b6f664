using Comity.Record;
using static Comity.Domain.Disputes.DisputesFaultCodes;

namespace Comity.Domain.Disputes;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/disputes.md.</summary>
internal static class DisputesFaults
{
    public static IEnumerable<Fault> Of(IBody body) => body switch
    {
        ActRecorded b =>
        [
            .. FieldFaults.Date("date", b.Date), .. FieldFaults.Actors("actors", b.Actors, 1), .. FieldFaults.Actors("addressees", b.Addressees, 0),
            .. FieldFaults.Text("title", b.Title, 1, 300, TitleLength), .. FieldFaults.Text("detail", b.Detail, 0, 4000, DetailLength),
            .. FieldFaults.Language(b.Language), .. FieldFaults.Date("effective", b.Effective), .. FieldFaults.Date("deadline", b.Deadline),
            .. FieldFaults.Sources(b.Sources, b.Basis), .. FieldFaults.Text("note", b.Note, 1, 2000, NoteLength), .. Reference(b.Reference),
        ],
        ActAffirmed b => FieldFaults.Sources(b.Sources, b.Basis),
        ActAnswered b => [.. Answer(b), .. FieldFaults.Language(b.Language)],
        MeasureAnnounced b =>
        [
            .. FieldFaults.Text("title", b.Title, 1, 300, TitleLength), .. FieldFaults.Language(b.Language),
            .. FieldFaults.Sources(b.Sources, b.Basis), .. Reference(b.Reference),
        ],
        StageRecorded b =>
        [
            .. FieldFaults.Date("date", b.Date), .. FieldFaults.Text("extent", b.Extent, 1, 500, ExtentLength),
            .. FieldFaults.Language(b.Language), .. FieldFaults.Sources(b.Sources, b.Basis),
        ],
        LinkAsserted b => [.. TwoActs(b.From, b.To), .. Words(b.Words), .. FieldFaults.Language(b.Language), .. FieldFaults.Sources(b.Sources, b.Basis)],
        LinkDenied b => [.. TwoActs(b.From, b.To), .. Words(b.Words), .. FieldFaults.Language(b.Language), .. FieldFaults.Sources(b.Sources, b.Basis)],
        LinkWithdrawn b => TwoActs(b.From, b.To),
        AccountGiven b =>
        [
            .. FieldFaults.Text("text", b.Text, 1, 8000, AccountLength), .. FieldFaults.Language(b.Language),
            .. FieldFaults.Sources(b.Sources, b.Basis),
        ],
        TranslationSupplied b =>
        [
            .. Field(b.Field), .. FieldFaults.Language(b.Language), .. FieldFaults.Text("text", b.Text, 1, 8000, TranslationLength),
            .. FieldFaults.Text("translator", b.Translator, 1, 200, TranslatorLength),
        ],
        _ => [],
    };

    private static IEnumerable<Fault> Words(string? words) => FieldFaults.Text("words", words, 1, 2000, WordsLength);

    private static IEnumerable<Fault> Reference(string? reference) => FieldFaults.Text("reference", reference, 1, 64, ReferenceLength);

    private static IEnumerable<Fault> Answer(ActAnswered answered) => answered is { Answer: RecordAnswer.Corrected, Text: null }
        ? [new("text", CorrectionMissing, "expected what is right, found nothing")]
        : FieldFaults.Text("text", answered.Text, 1, 8000, AccountLength);

    private static IEnumerable<Fault> TwoActs(StatementId from, StatementId to) => from != to
        ? []
        : [new("to", LinkSameAct, "expected two different acts, found the same act twice")];

    private static IEnumerable<Fault> Field(string field) => TranslatedField.TryParse(field, out _)
        ? []
        : [new("field", TranslationField, $"expected {TranslatedField.Expected}, found {FormFound.Quote(field)}")];
}
