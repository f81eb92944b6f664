namespace Comity.Node;

/// <summary>Marks the wording of the pages of drafts. At the root namespace, or keys would show instead.</summary>
public sealed class DraftsTexts;
