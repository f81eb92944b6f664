namespace Comity.Node;

/// <summary>Marks the wording of the Room page.</summary>
public sealed class RoomTexts;
