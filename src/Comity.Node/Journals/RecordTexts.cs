namespace Comity.Node;

/// <summary>Marks the wording of the Record pages.</summary>
public sealed class RecordTexts;
