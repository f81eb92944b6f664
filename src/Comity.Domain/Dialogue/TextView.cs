using System.Collections.Immutable;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>A text to be read in one language: clean, in brackets, or with the trail of every wording. A view: it decides nothing.</summary>
public static class TextView
{
    /// <summary>Clauses in their order; those left out or replaced, which have no number, stay for the trail.</summary>
    public static IEnumerable<ClauseView> Of(TextFinding text, string language)
    {
        var table = text.Parties.Append(text.Chair).Distinct().ToValueList();
        return text.Clauses.Select(clause => new ClauseView(
            clause,
            clause.Standing == ClauseStanding.Agreed ? Words(clause.Wordings.First(w => w.Id == clause.Agreed), language) is { } agreed ? Plainly(agreed, table) : null : null,
            clause.Standing switch
            {
                ClauseStanding.Agreed => [Read(clause.Wordings.First(w => w.Id == clause.Agreed))],
                ClauseStanding.LeftOut or ClauseStanding.Replaced => [],
                _ => [.. clause.Held.Select(Read)],
            },
            [.. clause.Wordings.Select(Read)]));

        WordingView Read(WordingFinding wording) => new(
            wording, Words(wording, language) is { } words ? Brackets.Read(words, table) : [], Words(wording, language) is null && !wording.LeavesOut);
    }

    private static string? Words(WordingFinding wording, string language) =>
        wording.Words.FirstOrDefault(w => string.Equals(w.Language, language, StringComparison.OrdinalIgnoreCase))?.Text;

    // Agreed words have no brackets but those that were written as ordinary characters.
    private static string Plainly(string words, ValueList<MemberId> table) => string.Concat(Brackets.Read(words, table).OfType<Plain>().Select(p => p.Words));
}

/// <param name="Clean">The agreed words; null where there are none, or none in this language.</param>
/// <param name="Bracketed">The agreed wording alone, or every wording held to, each a bracket of those who hold it.</param>
/// <param name="Track">Every wording ever proposed.</param>
public sealed record ClauseView(ClauseFinding Clause, string? Clean, ImmutableArray<WordingView> Bracketed, ImmutableArray<WordingView> Track);

/// <param name="IsMissing">There are no words in this language.</param>
public sealed record WordingView(WordingFinding Wording, ImmutableArray<Piece> Pieces, bool IsMissing);
