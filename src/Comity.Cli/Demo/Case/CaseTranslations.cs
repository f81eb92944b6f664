using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>Courtesy translations: Japanese supplied by Japan, Korean by Korea, whoever wrote the text.</summary>
internal static class CaseTranslations
{
    private const string Translator = "Comity case file";

    /// <summary>The lines themselves, then the translations of their texts, line by line.</summary>
    public static IReadOnlyList<CaseLine> After(IReadOnlyList<CaseDraft> drafts) =>
    [
        .. drafts.Select(d => d.Line),
        .. drafts.SelectMany(d => d.Texts.SelectMany(text => new[]
        {
            Supplied(d.Line, text.Field, CaseCharter.Japan, "ja", text.Ja),
            Supplied(d.Line, text.Field, CaseCharter.Korea, "ko", text.Ko),
        })),
    ];

    private static CaseLine Supplied(CaseLine of, string field, MemberId author, string language, string text) => CaseDraft.Of(
        $"{of.Key}/{field}/{language}", author, of.Track, of.SubjectKey ?? of.Key, [of.Key],
        id => new TranslationSupplied(id(of.Key), field, language, text, TranslationQuality.Courtesy, Translator)).Line;
}
