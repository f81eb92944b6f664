namespace Comity.Node;

/// <summary>Marks the names of the kinds of statement: <c>disputes.act-recorded</c>, without the version.</summary>
public sealed class KindTexts;
