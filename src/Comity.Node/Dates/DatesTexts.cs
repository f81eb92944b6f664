namespace Comity.Node;

/// <summary>Marks the wording of the dates page and the calendar feed.</summary>
public sealed class DatesTexts;
