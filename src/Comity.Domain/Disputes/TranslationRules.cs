using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>Translations of a statement's texts: all of them, none preferred.</summary>
internal static class TranslationRules
{
    /// <summary>Translations of any of the statements: by field, language, author in the charter's order, index, id.</summary>
    public static ValueList<TranslationFinding> Judge(EffectiveStatements effective, CharterOrder order, params IEnumerable<StatementId> of) =>
        of.SelectMany(id => effective.TranslationsOf[id]
                .OrderBy(t => t.Body.Field, StringComparer.Ordinal).ThenBy(t => t.Body.Language, StringComparer.Ordinal)
                .ThenBy(t => t.Author, order).ThenBy(t => t.Index).ThenBy(t => t.Id))
            .Select(t => new TranslationFinding(
                t.Id, t.Body.Of, t.Body.Field, t.Body.Language, t.Body.Text, t.Body.Quality, t.Body.Translator, t.Author))
            .ToValueList();
}
