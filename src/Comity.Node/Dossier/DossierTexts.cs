namespace Comity.Node;

/// <summary>Marks the wording of dossiers. At the root namespace, or keys would show instead.</summary>
public sealed class DossierTexts;
