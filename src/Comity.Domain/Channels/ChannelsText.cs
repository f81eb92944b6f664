namespace Comity.Domain.Channels;

/// <summary>Wording of <see cref="ChannelsRuleNames"/> and <see cref="ChannelsFaultCodes"/>.</summary>
public static class ChannelsText
{
    public static ResourceText Wording { get; } = new(typeof(ChannelsText));
}
