using System.Text;
using Comity.Strategy.Certificates;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;

namespace Comity.Tests.Strategy.Certificates;

/// <summary>Every verdict can be asked why; a checker that shares nothing with the solver replays the answer, and refuses what was tampered with.</summary>
public sealed class CertificateTests
{
    private const int Models = 150;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    public static TheoryData<string> Names => [.. StrategyCases.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_verdict_of_every_case_has_a_certificate_that_holds(string name) => Check(name, StrategyCases.Read(name).Model);

    [Fact]
    public void Every_verdict_of_every_generated_model_has_a_certificate_that_holds_and_no_forgery_does() =>
        Parallel.For(0, Models, i => Check($"seed {Seed + i}", GeneratedModel.Of(Seed + i, plain: i % 2 == 0)));

    [Fact]
    public void The_answer_in_words_names_movers_and_options()
    {
        var model = StrategyCases.Read("syria-iraq-1975").Model;
        var solution = StrategySolver.Solve(model);
        var why = CertificateWords.Of(model, Explanations.Of(solution.States, solution.Ranks, 0, solution.States.IndexOf(2), Concept.Gmr));
        Assert.Equal(
            [
                "NYN (with “Syria escalates”) is stable for Syria by GMR.",
                "Each improvement can be answered:",
                "- Syria moves to NNN (without “Syria escalates”);",
                "  Iraq moves to NNY (with “Iraq attacks”);",
                "  Syria does not prefer NNY to NYN.",
            ],
            why);
    }

    [Fact]
    public void A_malformed_certificate_is_refused_with_all_its_faults()
    {
        var model = StrategyCases.Read("syria-iraq-1975").Model;
        var (read, faults) = CertificateJson.Read(model, Encoding.UTF8.GetBytes("""{"schema":"strategy-certificate/1","dm":"arda","state":"NN","concept":"best","stable":false,"improvement":"NNN"}"""));
        Assert.Null(read);
        Assert.Equal(["$.escapes", "$.dm", "$.state", "$.concept"], faults.Select(f => f.Path));
    }

    [Fact]
    public void More_work_than_allowed_is_refused()
    {
        var solution = StrategySolver.Solve(Comity.Strategy.Cases.ScaleInstance.Of(12, 4));
        var limits = new AnalysisLimits { Moves = 5000 };
        var unstable = Enumerable.Range(0, solution.States.Count).First(s => !solution.Stable(Concept.Gmr, 0).Contains(s));
        Assert.Throws<AnalysisLimitException>(() => Explanations.Of(solution.States, solution.Ranks, 0, unstable, Concept.Gmr, limits));
        var certificate = Explanations.Of(solution.States, solution.Ranks, 0, unstable, Concept.Gmr);
        Assert.Throws<AnalysisLimitException>(() => CertificateChecker.Faults(solution.Model, certificate, limits));
    }

    private static void Check(string title, StrategyModel model)
    {
        var solution = StrategySolver.Solve(model);
        foreach (var concept in ConceptNames.All)
        {
            for (var i = 0; i < model.DecisionMakers.Count; i++)
            {
                for (var s = 0; s < solution.States.Count; s += solution.States.Count > 64 ? 17 : 1)
                {
                    Check($"{title}: {concept} of {model.DecisionMakers[i].Id} at {solution.States.TextOf(s)}", solution, i, s, concept);
                }
            }
        }
    }

    private static void Check(string cell, Solution solution, int i, int s, Concept concept)
    {
        var model = solution.Model;
        var certificate = Explanations.Of(solution.States, solution.Ranks, i, s, concept);
        Assert.True(certificate is Certificate.Stable == solution.Stable(concept, i).Contains(s), $"{cell}: another verdict than the solver's");
        var (read, faults) = CertificateJson.Read(model, Encoding.UTF8.GetBytes(CertificateJson.Write(model, certificate).ToJsonString()));
        Assert.True(faults.Count == 0, $"{cell}: {string.Join("; ", faults)}");
        Assert.True(CertificateChecker.Faults(model, read!) is [], $"{cell}: {string.Join("; ", CertificateChecker.Faults(model, read!))}");
        Assert.NotEmpty(CertificateWords.Of(model, certificate));
        foreach (var forged in Forgeries(certificate, solution))
        {
            Assert.True(CertificateChecker.Faults(model, forged).Count > 0, $"{cell}: a forgery passes: {CertificateJson.Write(model, forged).ToJsonString()}");
        }
    }

    private static IEnumerable<Certificate> Forgeries(Certificate certificate, Solution solution)
    {
        if (certificate is Certificate.Stable stable)
        {
            foreach (var answer in stable.Answers)
            {
                Answer[] others = [.. stable.Answers.Where(a => a != answer)];
                yield return stable with { Answers = others };
                yield return stable with { Answers = [.. others, answer with { Sanction = [.. answer.Sanction.SkipLast(1)] }] };
                yield return stable with { Answers = [.. others, answer with { Sanction = [.. answer.Sanction.SkipLast(1), answer.Sanction[^1] with { Mover = stable.DecisionMaker }] }] };
                yield return stable with { Answers = [.. others, answer with { Sanction = [.. answer.Sanction, answer.Sanction[^1]] }] };
                yield return new Certificate.Unstable(stable.DecisionMaker, stable.State, stable.Concept, answer.Improvement, []);
            }

            yield return new Certificate.Unstable(stable.DecisionMaker, stable.State, stable.Concept, stable.State, []);
        }
        else if (certificate is Certificate.Unstable unstable)
        {
            yield return new Certificate.Stable(unstable.DecisionMaker, unstable.State, unstable.Concept, []);
            foreach (var escape in unstable.Escapes.Take(2))
            {
                yield return unstable with { Escapes = [.. unstable.Escapes.Where(e => e != escape)] };
                yield return unstable with { Escapes = [.. unstable.Escapes.Where(e => e != escape), escape with { To = unstable.State }] };
            }

            var ranks = solution.Ranks.Of(unstable.DecisionMaker).ToArray();
            var worst = Enumerable.Range(0, ranks.Length).MinBy(t => ranks[t]);
            yield return unstable with { Improvement = solution.States[worst] };
        }
    }
}
