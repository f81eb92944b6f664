using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>A line with what is translated of it.</summary>
internal sealed record CaseDraft(CaseLine Line, IReadOnlyList<CaseText> Texts)
{
    /// <param name="refersTo">In any order; the subject is added.</param>
    public static CaseDraft Of(
        string key, MemberId author, string track, string? subject, IEnumerable<string> refersTo, Func<Func<string, StatementId>, IBody> body, params IEnumerable<CaseText> texts)
    {
        var keys = new SortedSet<string>(refersTo, StringComparer.Ordinal);
        if (subject is not null)
        {
            keys.Add(subject);
        }

        return new(new(key, author, track, subject, [.. keys], body), [.. texts]);
    }
}

/// <param name="Field">As in <see cref="Comity.Domain.Disputes.TranslationSupplied"/>.</param>
internal sealed record CaseText(string Field, string Ja, string Ko)
{
    public CaseText(string field, MapText text)
        : this(field, text.Ja, text.Ko)
    {
    }
}
