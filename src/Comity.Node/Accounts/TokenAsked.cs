using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Accounts;

/// <summary>A token as somebody asks for it, at the page and for programs.</summary>
internal static class TokenAsked
{
    /// <param name="channels">By name; null for wherever the mandate reaches.</param>
    /// <returns>As <see cref="TokenBook.MakeAsync"/>; a channel that is not heard here is a fault too, never left out in silence.</returns>
    public static async Task<(string? Text, IReadOnlyList<Fault> Faults)> MakeAsync(
        TokenBook tokens, string account, IRoom room, string? name, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string>? channels, int days)
    {
        var named = channels?.Select(c => (Text: c, Channel: ChannelId.TryParse(c, out var channel) && room.Channels.Contains(channel) ? channel : default(ChannelId?))).ToList();
        if (named?.Where(c => c.Channel is null).Select(c => c.Text).ToList() is { Count: > 0 } unknown)
        {
            var (_, others) = await tokens.MakeAsync(account, name ?? "", scopes, [], days).ConfigureAwait(false);
            return (null, [.. others.Where(f => f.Field != "channels"), new("channels", "tokens.channels", $"expected any of {string.Join(", ", room.Channels)}, found {string.Join(", ", unknown)}")]);
        }

        return await tokens.MakeAsync(account, name ?? "", scopes, named?.Select(c => c.Channel!.Value).ToList(), days).ConfigureAwait(false);
    }
}
