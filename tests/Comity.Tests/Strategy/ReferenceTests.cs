using System.Text;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;

namespace Comity.Tests.Strategy;

/// <summary>The engine agrees with the definitions, taken literally, on every cell of generated models.</summary>
public sealed class ReferenceTests
{
    private const int Models = 2400;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Fact]
    public void Every_cell_of_every_generated_model_is_as_the_definitions_say() => Parallel.For(0, Models, i =>
    {
        var model = GeneratedModel.Of(Seed + i, plain: i % 2 == 0);
        var plain = new PlainModel(model);
        Check(Seed + i, model, plain, SolveMethod.Listed);
        if (model.Merged.Count == 0 && model.DisallowedMoves.Count == 0)
        {
            Check(Seed + i, model, plain, SolveMethod.Cube);
        }
    });

    private static void Check(int seed, StrategyModel model, PlainModel plain, SolveMethod method)
    {
        var solution = StrategySolver.Solve(model, new SolveOptions { Method = method });
        Agree(plain.States.SequenceEqual(Enumerable.Range(0, solution.States.Count).Select(solution.States.TextOf)), seed, model, "states differ");
        for (var i = 0; i < plain.DecisionMakers; i++)
        {
            for (var s = 0; s < plain.States.Count; s++)
            {
                foreach (var concept in ConceptNames.All)
                {
                    Agree(solution.Stable(concept, i).Contains(s) == plain.IsStable(concept, i, s), seed, model, $"{concept} of {model.DecisionMakers[i].Id} at {plain.States[s]} by {method}: expected {plain.IsStable(concept, i, s)}");
                }

                Includes(solution, i, s, seed, model);
            }
        }
    }

    // Nash within SMR within GMR; Nash within SSEQ within SEQ within GMR; SSEQ within SMR.
    private static void Includes(Solution solution, int i, int s, int seed, StrategyModel model)
    {
        bool Stable(Concept concept) => solution.Stable(concept, i).Contains(s);
        (Concept Inner, Concept Outer)[] inclusions =
        [
            (Concept.Nash, Concept.Smr), (Concept.Smr, Concept.Gmr), (Concept.Nash, Concept.Sseq), (Concept.Sseq, Concept.Seq), (Concept.Seq, Concept.Gmr), (Concept.Sseq, Concept.Smr),
        ];
        foreach (var (inner, outer) in inclusions)
        {
            Agree(!Stable(inner) || Stable(outer), seed, model, $"{inner} is not within {outer} at {solution.States.TextOf(s)}");
        }
    }

    private static void Agree(bool agrees, int seed, StrategyModel model, string otherwise)
    {
        if (!agrees)
        {
            Assert.Fail($"seed {seed}: {otherwise}\n{Encoding.UTF8.GetString(CaseWriter.Write(new StrategyCase(model)))}");
        }
    }
}
