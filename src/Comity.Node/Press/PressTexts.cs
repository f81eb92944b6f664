namespace Comity.Node;

/// <summary>Marks the wording of the pages for the press. At the root namespace, or keys would show instead.</summary>
public sealed class PressTexts;
