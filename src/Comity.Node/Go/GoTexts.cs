namespace Comity.Node;

/// <summary>Marks the wording of the command palette, its plain page, and the list of keys.</summary>
public sealed class GoTexts;
