using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Shared;

/// <summary>A text in the reader's language where somebody supplied one, otherwise as its author wrote it.</summary>
/// <param name="Quality">Null when the text is the author's own.</param>
/// <param name="Original">The author's words when <paramref name="Text"/> is a translation, otherwise null.</param>
public sealed record Wording(string Text, string Language, TranslationQuality? Quality, string? Translator, string? Original, string? OriginalLanguage)
{
    /// <param name="field"><c>title</c>, <c>detail</c>, <c>text</c>, <c>words</c>, <c>extent</c>, <c>actors.N</c> or <c>addressees.N</c>.</param>
    /// <param name="reader">Two letters: en, ja, ko. An authentic text comes before a courtesy translation.</param>
    public static Wording Of(StatementId statement, string field, string text, string language, IEnumerable<TranslationFinding> translations, string reader)
    {
        var original = new Wording(text, language, null, null, null, null);
        if (SameLanguage(language, reader))
        {
            return original;
        }

        var found = translations.Where(t => t.Of == statement && t.Field == field && SameLanguage(t.Language, reader))
            .OrderByDescending(t => t.Quality)
            .FirstOrDefault();
        return found is null ? original : new(found.Text, found.Language, found.Quality, found.Translator, text, language);
    }

    private static bool SameLanguage(string tag, string reader) =>
        tag.StartsWith(reader, StringComparison.OrdinalIgnoreCase) && (tag.Length == reader.Length || tag[reader.Length] == '-');
}
