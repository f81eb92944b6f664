namespace Comity.Node;

/// <summary>Marks the wording of the one-page brief.</summary>
public sealed class BriefTexts;
