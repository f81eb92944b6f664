using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Record.Sync;

/// <summary>When a member owes the others a receipt: a statement that says nothing but what it has seen.</summary>
/// <remarks>docs/spec/sync.md, "Receipts". Nobody answers a receipt with a receipt, so idle nodes fall silent.</remarks>
public static class ReceiptRules
{
    /// <summary>At most one receipt per channel in this time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static bool IsReceipt(Statement statement) => statement.Kind == RecordKinds.Receipt;

    /// <summary>Whether anything but receipts was said by others that my last statement in the channel had not seen.</summary>
    /// <param name="substance">Per member, the size of its journal up to and including its last statement that is no receipt.</param>
    public static bool IsOwed(Channel channel, MemberId me, IReadOnlyDictionary<MemberId, long> substance)
    {
        if (channel.Id.IsPublic || channel.Members.Count < 2 || channel.Find(me)?.Last is not { } last)
        {
            return false;
        }

        return channel.Members.Any(m => m != me && substance.GetValueOrDefault(m) > last.Seen[m].Size);
    }
}
