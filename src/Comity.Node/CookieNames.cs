using Comity.Record;

namespace Comity.Node;

/// <summary>The names of a node's cookies; none is shared with another node on the same host.</summary>
public sealed record CookieNames(MemberId Me)
{
    public string Session => $"comity-{Me}";

    public string Forgery => $"comity-{Me}-forgery";

    public string Language => $"comity-{Me}-language";

    public string Theme => $"comity-{Me}-theme";

    /// <summary>The reader's last visit to a channel's room.</summary>
    public string Visit(ChannelId channel) => $"comity-{Me}-visit-{channel.ToString().Replace('+', '.')}";
}
