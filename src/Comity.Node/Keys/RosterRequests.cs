using Comity.Node.Runtime;
using Comity.Record.Forum;

namespace Comity.Node.Keys;

/// <summary>What this node asks of whoever keeps the root key.</summary>
public static class RosterRequests
{
    /// <summary>The roster in force, and the keys held here that it does not name.</summary>
    public static string Of(NodeRecord record)
    {
        record.Keys.Reload();
        var current = record.Roster;
        return RosterRequest.Write(record.Me, current, record.Keys.Keys.Where(k => current?.FindKey(k.Public.Thumbprint) is null).Take(Roster.MaxKeys));
    }
}
