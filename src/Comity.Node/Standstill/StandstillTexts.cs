namespace Comity.Node;

/// <summary>Marks the wording of the Standstill pages. At the root namespace, or keys would show instead.</summary>
public sealed class StandstillTexts;
