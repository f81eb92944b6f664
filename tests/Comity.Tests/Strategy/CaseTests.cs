using System.Text.Json;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy;

/// <summary>Every case gives its known verdicts exactly.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names => [.. StrategyCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_case_gives_its_expected_cells(string name)
    {
        var solution = StrategySolver.Solve(StrategyCases.Read(name).Model);
        var expected = StrategyCases.Json(name).GetProperty("expected");
        var cells = 0;
        foreach (var concept in ConceptNames.All)
        {
            foreach (var (at, decisionMaker) in solution.Model.DecisionMakers.Index())
            {
                Assert.Equal(Texts(expected.GetProperty(concept.Name()).GetProperty(decisionMaker.Id)), Texts(solution, solution.Stable(concept, at)));
                cells += solution.States.Count;
            }

            Assert.Equal(Texts(expected.GetProperty("equilibria").GetProperty(concept.Name())), Texts(solution, solution.Equilibria(concept)));
        }

        Assert.True(cells > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_written_and_read_again_is_the_same(string name)
    {
        var written = CaseWriter.Write(StrategyCases.Read(name));
        var again = CaseReader.Read(written);
        Assert.Empty(again.Faults);
        Assert.Equal(written, CaseWriter.Write(again.Case!));
        Assert.Equal(
            StrategyCases.Json(name).GetProperty("decisionMakers").EnumerateArray().Select(d => JsonSerializer.Serialize(d)),
            JsonDocument.Parse(written).RootElement.GetProperty("decisionMakers").EnumerateArray().Select(d => JsonSerializer.Serialize(d)));
    }

    [Fact]
    public void A_sanction_may_take_a_decision_maker_twice()
    {
        var solution = StrategySolver.Solve(StrategyCases.Read("synthetic-a4").Model);
        Assert.True(solution.Stable(Concept.Seq, 0).Contains(StateOf(solution.States, "NNNNNY")));
    }

    internal static int StateOf(StateSpace states, string text) =>
        Enumerable.Range(0, states.Count).Single(s => states.TextOf(s) == text);

    private static IEnumerable<string> Texts(JsonElement states) => states.EnumerateArray().Select(s => s.GetString()!);

    private static IEnumerable<string> Texts(Solution solution, StateSet states) => states.States().Select(solution.States.TextOf);
}
