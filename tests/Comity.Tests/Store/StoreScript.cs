using System.Text;
using Comity.Record;
using Comity.Store;

namespace Comity.Tests.Store;

/// <summary>Invented statements. The store never reads their text, so any ASCII will do; the id is derived from it.</summary>
internal static class StoreScript
{
    public static readonly ChannelId Pair = ChannelId.Parse("arda+bera");

    public static StoredStatement Said(string member, long index, string words = "as agreed", string channel = "plenary")
    {
        var signed = Base64UrlText.Encode(Encoding.UTF8.GetBytes($"{channel}/{member}/{index}: {words}"));
        return new(ChannelId.Parse(channel), MemberId.Parse(member), index,
            new StatementId(Hash256.Of(Encoding.ASCII.GetBytes(signed))), signed + ".c2lnbmVk");
    }

    public static StoredStatement[] Says(string member, int from, int count, string channel = "plenary") =>
        [.. Enumerable.Range(from, count).Select(i => Said(member, i, channel: channel))];

    public static Task<AppendResult> Append(this IStatementStore store, params StoredStatement[] batch) =>
        store.AppendAsync(batch, CancellationToken.None);

    public static MemberId Member(string name) => MemberId.Parse(name);

    public static long Size(this IStatementStore store, string member, string channel = "plenary") =>
        store.Journals().SingleOrDefault(j => j.Channel == ChannelId.Parse(channel) && j.Member == Member(member))?.Size ?? 0;

    /// <summary>An audit from outside: places without gaps, every id leads to its place, the list of journals agrees.</summary>
    public static void RequireWhole(this IStatementStore store)
    {
        var all = store.ReadAll().ToList();
        foreach (var journal in all.GroupBy(s => (s.Channel, s.Member)))
        {
            Assert.Equal(Enumerable.Range(0, journal.Count()).Select(i => (long)i), journal.Select(s => s.Index));
        }

        Assert.All(all, s => Assert.Equal(s, store.Find(s.Id)));
        Assert.Equal(
            all.GroupBy(s => (s.Channel, s.Member)).Select(j => new JournalSize(j.Key.Channel, j.Key.Member, j.Count())),
            store.Journals());
    }
}
