using System.Runtime.CompilerServices;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Domain.Channels;

/// <summary>What an <see cref="ItemPassed"/> holds, taken apart: the item, the leave, and under which root key both are authentic.</summary>
/// <remarks>Costs two signatures, so each is opened once; nothing outside the statement is looked at.</remarks>
/// <param name="Root">Thumbprint of the root key under which the item, and the leave where there is one, are signed; null when they are not.</param>
public sealed record OpenedPassage(Statement Item, Statement? Leave, IBody? LeaveBody, string? Root)
{
    private static readonly ConditionalWeakTable<ItemPassed, OpenedPassage> Opened = [];

    public static OpenedPassage Of(ItemPassed body) => Opened.GetValue(body, Open);

    private static OpenedPassage Open(ItemPassed body)
    {
        if (!StatementGate.TryRead(body.Item, out var item, out var itemText, out _) || !Roster.TryRead(body.Roster, out var roster, out _))
        {
            throw new ArgumentException("expected a body without faults", nameof(body));
        }

        var (leave, leaveText) = body.Leave is { } compact && StatementGate.TryRead(compact, out var read, out var jws, out _) ? (read, jws) : (null, null);
        var leaveRoster = body.LeaveRoster is { } other && Roster.TryRead(other, out var second, out _) ? second : roster;
        var authentic = roster.Member == item.Member && Holds(itemText, roster)
            && (leave is null || (leave.Member == item.Member && leave.Forum == item.Forum && leaveRoster.Member == item.Member && leaveRoster.Root.Thumbprint == roster.Root.Thumbprint && Holds(leaveText!, leaveRoster)));
        return new(item, leave, leave is null ? null : BodyCodec.Read(leave).Body, authentic ? roster.Root.Thumbprint : null);
    }

    private static bool Holds(Jws text, Roster roster) => roster.FindKey(text.KeyId) is { } key && text.HoldsFor(key);
}
