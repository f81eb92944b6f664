namespace Comity.Node;

/// <summary>Marks the wording of the public site.</summary>
public sealed class PublicTexts;
