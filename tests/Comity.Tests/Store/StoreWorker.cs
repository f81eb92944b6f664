using System.Diagnostics;
using Comity.Store;
using Comity.Store.Sqlite;
using Comity.Tests.Node.Drafts;
using Comity.Tests.Node.Processes;
using Comity.Tests.Node.Runtime;
using Comity.Tests.Store;
using static Comity.Tests.Store.StoreScript;

/// <summary>The runtime calls this before Main where DOTNET_STARTUP_HOOKS names this assembly: how a test gets a process of its own to kill.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(StoreWorker.Variable) is { } task)
        {
            StoreWorker.RunAsync(task.Split('|')).GetAwaiter().GetResult();
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(NodeWorker.Variable) is { } saying)
        {
            NodeWorker.RunAsync(saying.Split('|')).GetAwaiter().GetResult();
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(OutboxWorker.Variable) is { } releasing)
        {
            OutboxWorker.RunAsync(releasing.Split('|')).GetAwaiter().GetResult();
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(ProcessWorker.Variable) is { } working)
        {
            ProcessWorker.RunAsync(working.Split('|')).GetAwaiter().GetResult();
            Environment.Exit(0);
        }
    }
}

namespace Comity.Tests.Store
{
    /// <summary>A process beside the tests that writes to a store until it is killed, or holds one open.</summary>
    internal static class StoreWorker
    {
        public const string Variable = "COMITY_STORE_WORKER";
        public const int Callers = 4;
        public const int BatchSize = 3;

        public static Process Start(params string[] task) => StartAs(Variable, task);

        /// <param name="variable">Which worker: the runtime calls the hook above, and that looks for it.</param>
        public static Process StartAs(string variable, params string[] task)
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                ArgumentList = { "exec", typeof(StoreWorker).Assembly.Location },
            };
            start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StoreWorker).Assembly.Location;
            start.Environment[variable] = string.Join('|', task);
            return Process.Start(start)!;
        }

        public static StoredStatement[] Batch(int caller, int round) => Says($"m{caller}", round * BatchSize, BatchSize);

        public static Task RunAsync(string[] task) => task switch
        {
            ["write", var path, var point, var arrival] => WriteAsync(path, new KillingAt(Enum.Parse<WritePoint>(point), int.Parse(arrival))),
            ["hold", var path] => HoldAsync(path),
            _ => throw new ArgumentException($"expected a worker's task, found {string.Join('|', task)}"),
        };

        // Says "caller round" for every batch that was acknowledged, before it offers the next.
        private static async Task WriteAsync(string path, KillingAt killing)
        {
            await using var store = SqliteStatementStore.Open(path, killing);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var round = 0; ; round++)
                {
                    await store.Append(Batch(caller, round));
                    Console.WriteLine($"{caller} {round}");
                }
            }));
        }

        private static async Task HoldAsync(string path)
        {
            await using var store = SqliteStatementStore.Open(path);
            await store.Append(Said("arda", 0));
            Console.WriteLine("ready");
            Console.In.ReadToEnd();
        }

        private sealed class KillingAt(WritePoint point, int arrival) : IWriteFaults
        {
            private int _arrivals;

            public void At(WritePoint reached)
            {
                if (reached == point && ++_arrivals == arrival)
                {
                    Process.GetCurrentProcess().Kill();
                    Thread.CurrentThread.Join();   // never goes on, however late the signal
                }
            }
        }
    }
}
