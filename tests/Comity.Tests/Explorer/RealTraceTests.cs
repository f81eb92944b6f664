using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Xunit.Abstractions;

namespace Comity.Tests.Explorer;

/// <summary>Real nodes, with store and guard, take random steps; each must be one the explored model allows, and lead to the same state there. COMITY_SEED takes other steps.</summary>
[Trait("Category", "Slow")]
public sealed class RealTraceTests(ITestOutputHelper output)
{
    private const int StepsPerTrace = 40;

    [Fact]
    public async Task What_real_nodes_do_is_what_the_explored_ones_do()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_SEED"), out var given) ? given : 1;
        var traces = int.TryParse(Environment.GetEnvironmentVariable("COMITY_TRACES"), out var many) ? many : 6;
        output.WriteLine($"COMITY_SEED={seed} COMITY_TRACES={traces}");
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var trace = 0; trace < traces; trace++)
        {
            await using var replay = await Replay.FoundedAsync(new Random(seed + trace));
            for (var i = 0; i < StepsPerTrace && !replay.IsPutAside; i++)
            {
                try
                {
                    var kind = await replay.StepAsync();
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    replay.RequireSame();
                }
                catch (Exception apart)
                {
                    throw new InvalidOperationException($"COMITY_SEED={seed + trace}, COMITY_TRACES=1, step {i}:\n{string.Join('\n', replay.Trace)}", apart);
                }
            }
        }

        output.WriteLine(string.Join(", ", kinds.Select(k => $"{k.Key} {k.Value}")));
    }
}
