namespace Comity.Node;

/// <summary>Marks the wording of the search page.</summary>
public sealed class SearchTexts;
