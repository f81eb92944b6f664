namespace Comity.Node;

/// <summary>Marks the wording of what concerns audiences and what crosses between channels. At the root namespace, or keys would show instead.</summary>
public sealed class ChannelsTexts;
