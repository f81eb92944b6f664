namespace Comity.Node;

/// <summary>Marks the wording of what was said since the reader was here.</summary>
public sealed class SinceTexts;
