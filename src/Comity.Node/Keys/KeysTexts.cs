namespace Comity.Node;

/// <summary>Marks the wording of the Keys page.</summary>
public sealed class KeysTexts;
