namespace Comity.Node;

/// <summary>Marks the wording of the frame and of words used on every page. At the root namespace, or keys would show instead.</summary>
public sealed class FrameTexts;
