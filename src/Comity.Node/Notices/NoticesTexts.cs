namespace Comity.Node;

/// <summary>Marks the wording of notices: on the page, in mail.</summary>
public sealed class NoticesTexts;
