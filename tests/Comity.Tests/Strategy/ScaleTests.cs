using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;

namespace Comity.Tests.Strategy;

/// <summary>Generated instances, too large to look at, have the counts on file.</summary>
public sealed class ScaleTests
{
    private const int MaxOptions = 18;

    public static IEnumerable<object[]> Sizes => Instances
        .Where(i => i.GetProperty("options").GetInt32() <= MaxOptions)
        .Select(i => new object[] { i.GetProperty("options").GetInt32(), i.GetProperty("dms").GetInt32() });

    private static IEnumerable<System.Text.Json.JsonElement> Instances => StrategyCases.Json("scale").GetProperty("instances").EnumerateArray();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_instance_has_the_counts_on_file(int options, int movers)
    {
        var expected = Instances.Single(i => i.GetProperty("options").GetInt32() == options && i.GetProperty("dms").GetInt32() == movers);
        var solution = StrategySolver.Solve(ScaleInstance.Of(options, movers));
        Assert.Equal(expected.GetProperty("states").GetInt32(), solution.States.Count);
        foreach (var concept in ConceptNames.All)
        {
            Assert.Equal(expected.GetProperty("stable").GetProperty(concept.Name()).GetInt32(), Enumerable.Range(0, movers).Sum(i => solution.Stable(concept, i).Count));
            Assert.Equal(expected.GetProperty("equilibria").GetProperty(concept.Name()).GetInt32(), solution.Equilibria(concept).Count);
        }
    }
}
