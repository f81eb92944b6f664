using Comity.Record;

namespace Comity.Domain.Terms;

// Wire form: docs/spec/terms.md.

/// <summary>The author's list of words: what it says of contested places and things, and which words it thinks twice about. The last one said stands, whole.</summary>
/// <param name="Terms">0 to 300, each phrase once; none takes the list back.</param>
[StatementKind("terms.list-set/1")]
public sealed record TermListSet(ValueList<Term> Terms) : IBody
{
    public IEnumerable<Fault> Faults() => TermsFaults.Of(this);
}

/// <param name="Phrase">As it stands in a text, in any language: 1 to 120 characters, no blank at either end.</param>
/// <param name="Instead">What the author says instead: 1 to 120 characters; null when the phrase is only to be noticed.</param>
/// <param name="Note">Why: 1 to 300 characters, or null.</param>
public sealed record Term(string Phrase, string? Instead, string? Note);
