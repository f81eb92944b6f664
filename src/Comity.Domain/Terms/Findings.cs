using Comity.Record;

namespace Comity.Domain.Terms;

/// <summary>What is found of terms in a channel.</summary>
/// <param name="Lists">One per member that has set one, in the charter's order.</param>
/// <param name="Ineffective">By id.</param>
public sealed record TermsFindings(ValueList<TermListFinding> Lists, ValueList<IneffectiveTerms> Ineffective)
{
    public static TermsFindings None { get; } = new([], []);
}

/// <param name="Id">The statement that holds the list.</param>
/// <param name="Rule">Code of the reason, wording in TermsText.resx.</param>
public sealed record TermListFinding(StatementId Id, MemberId Author, ValueList<Term> Terms, string Rule);

/// <param name="Rule">Code of the reason, wording in TermsText.resx.</param>
public sealed record IneffectiveTerms(StatementId Id, MemberId Author, string Kind, string Rule);
