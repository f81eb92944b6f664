using System.Globalization;
using System.Text.Json;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>A node in a process of its own that does what it is told, a line each: <c>say TITLE</c>, <c>heads</c>, <c>digest</c>, <c>acts</c>, <c>stop</c>.</summary>
internal static class ServedNode
{
    private static readonly DateOnly Day = new(2030, 1, 2);

    public static async Task RunAsync(ForumFolder forum, MemberId me, TimeSpan skew)
    {
        await using var host = await NodeHost.StartAsync(forum.OptionsOf(me, skew: skew), forum.Port(me, me), assets: null);
        if (me == forum.Charter.Member)
        {
            await host.Record.ImportAsync([forum.Charter.Compact], default);
        }

        await Until(host, r => r.Charter is not null);
        await host.Record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        await Until(host, r => r.IsFounded);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line && line != "stop")
        {
            Console.WriteLine(await AnswerAsync(host, me, line));
        }
    }

    private static async Task<string> AnswerAsync(NodeHost host, MemberId me, string line) => line.Split(' ', 2) switch
    {
        ["say", var title] => (await host.Room.SayAsync(ChannelId.Plenary, Act(me, title), "economy", null, [], Desk, default)) is SayResult.Said said
            ? $"said {said.Id}"
            : "not said",
        ["heads"] => string.Join(",", host.Room.Journals(ChannelId.Plenary).Select(j => $"{j.Member}:{j.Head.Size}:{j.Head.Root}")),
        ["digest"] => host.Room.Picture(ChannelId.Plenary, Day).Digest,
        ["acts"] => host.Room.Picture(ChannelId.Plenary, Day).Disputes.Acts.Count.ToString(CultureInfo.InvariantCulture),
        ["claimed"] => host.Record.Read(r => r.Find(ChannelId.Plenary)![me].Last!.ClaimedAt.Year).ToString(CultureInfo.InvariantCulture),
        _ => $"expected an order, found {JsonSerializer.Serialize(line)}",
    };
}
