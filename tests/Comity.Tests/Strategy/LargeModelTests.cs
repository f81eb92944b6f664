using System.Text;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;

namespace Comity.Tests.Strategy;

/// <summary>Models beyond the plain reference: the engine's two methods, which share no loop, agree on them.</summary>
[Trait("Category", "Slow")]
public sealed class LargeModelTests
{
    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Theory]
    [InlineData(13, 2, 0)]
    [InlineData(13, 4, 0)]
    [InlineData(14, 5, 0)]
    [InlineData(15, 5, 0)]
    [InlineData(18, 3, 9)]    // a sparse cube, entries of two bytes
    [InlineData(21, 2, 15)]   // long slices, entries of four bytes
    public void Both_methods_give_the_same_verdicts(int options, int movers, int settled)
    {
        var seed = Seed + (100 * options) + movers;
        var model = GeneratedModel.Large(seed, options, movers, settled);
        var cube = StrategySolver.Solve(model, new SolveOptions { Method = SolveMethod.Cube });
        var listed = StrategySolver.Solve(model, new SolveOptions { Method = SolveMethod.Listed });
        foreach (var concept in ConceptNames.All)
        {
            for (var i = 0; i < movers; i++)
            {
                var (expected, found) = (listed.Stable(concept, i).States(), cube.Stable(concept, i).States());
                Assert.True(expected.SequenceEqual(found), $"seed {seed}: {concept} of decision maker {i}\n{Encoding.UTF8.GetString(CaseWriter.Write(new StrategyCase(model)))}");
            }
        }
    }
}
