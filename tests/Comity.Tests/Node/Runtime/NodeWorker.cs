using System.Diagnostics;
using System.Globalization;
using Comity.Record;
using Comity.Tests.Node.Processes;
using Comity.Tests.Store;

namespace Comity.Tests.Node.Runtime;

/// <summary>A node in a process of its own whose callers speak until it is killed.</summary>
internal static class NodeWorker
{
    public const string Variable = "COMITY_NODE_WORKER";
    public const int Callers = 6;
    public const int Together = 2;

    /// <param name="point">Of store or guard; the process kills itself there at its n-th arrival. "-" leaves that to somebody else.</param>
    public static Process Start(string folder, string point, int arrival) =>
        StoreWorker.StartAs(Variable, folder, point, arrival.ToString(CultureInfo.InvariantCulture));

    // Says "index id" of every statement that was acknowledged. Each caller says two together, all or none.
    public static async Task RunAsync(string[] task)
    {
        var killing = new KillingAt(task[1], int.Parse(task[2], CultureInfo.InvariantCulture));
        using var node = LoneNode.At(task[0]);
        await using var record = await node.OpenAsync(killing, killing);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            while (true)
            {
                var both = Enumerable.Range(0, Together).Select(half => LoneNode.Draft($"half {half}")).ToList();
                var said = await record.SayAllAsync(ChannelId.Plenary, both, default);
                Console.WriteLine(string.Join('\n', said.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Index} {s.Id}"))));
            }
        }));
    }
}
