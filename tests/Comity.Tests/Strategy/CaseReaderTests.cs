using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Strategy.Cases;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy;

/// <summary>A malformed case is refused with everything that is wrong with it, each fault with its path.</summary>
public sealed class CaseReaderTests
{
    private const string Sound = """
        {
          "schema": "strategy-case/1",
          "options": [{"id": "a", "name": "Arda yields"}, {"id": "b", "name": "Bera yields"}],
          "decisionMakers": [
            {"id": "arda", "name": "Arda", "options": ["a"], "preference": {"kind": "ranking", "ranking": [["NY"], ["YY", "NN"], ["YN"]]}},
            {"id": "bera", "name": "Bera", "options": ["b"], "preference": {"kind": "statements", "statements": [{"condition": "a AND NOT b"}, {"anyOf": ["N-"]}]}}
          ]
        }
        """;

    [Fact]
    public void A_sound_case_is_read() => Assert.NotNull(CaseReader.Read(Encoding.UTF8.GetBytes(Sound)).Case);

    [Theory]
    [InlineData("options[0].direction", "\"up\"", "$.options[0].direction: expected one of both, forward, backward, fixed, found \"up\"")]
    [InlineData("options[1].id", "\"a\"", "$.options[1].id: expected each id once, found \"a\" twice")]
    [InlineData("options[1].id", "7", "$.options[1].id: expected text, found 7")]
    [InlineData("options", "[]", "$.options: expected 1 to 64 options, found 0")]
    [InlineData("options", "{}", "$.options: expected an array, found an object")]
    [InlineData("infeasable", "[]", "$.infeasable: expected only schema, options, ")]
    [InlineData("infeasible", "[\"Y\"]", "$.infeasible[0]: expected 2 characters, each Y, N or -, found \"Y\"")]
    [InlineData("infeasible", "[\"--\"]", "$.infeasible: expected at least one feasible state, found none")]
    [InlineData("infeasible", "[\"NY\"]", "$.decisionMakers[0].preference.ranking[0][0]: expected a feasible state, found \"NY\"")]
    [InlineData("decisionMakers[0].options[0]", "\"c\"", "$.decisionMakers[0].options[0]: expected the id of an option, found \"c\"")]
    [InlineData("decisionMakers[0].options[0]", "\"b\"", "$.decisionMakers[1].options[0]: expected each option to have one owner, found \"b\" at $.decisionMakers[0].options[0] too")]
    [InlineData("decisionMakers[0].options", "[]", "$.options[0]: expected an owner among the decision makers, found none for \"a\"")]
    [InlineData("decisionMakers[0].preference.kind", "\"list\"", "$.decisionMakers[0].preference.kind: expected \"ranking\" or \"statements\", found \"list\"")]
    [InlineData("decisionMakers[0].preference.ranking[1]", "[\"YY\"]", "$.decisionMakers[0].preference.ranking: expected all 4 states, found 3; missing NN")]
    [InlineData("decisionMakers[0].preference.ranking[1][0]", "\"NY\"", "$.decisionMakers[0].preference.ranking[1][0]: expected each state once, found \"NY\" at $.decisionMakers[0].preference.ranking[0][0] too")]
    [InlineData("decisionMakers[1].preference.statements[0].condition", "\"a AND\"", "$.decisionMakers[1].preference.statements[0].condition: expected an option's id, name or number, NOT or an opening parenthesis, found the end")]
    [InlineData("decisionMakers[1].preference.statements[0].condition", "\"a XOR b\"", "$.decisionMakers[1].preference.statements[0].condition: expected one of AND, OR, IF, IFF or the end (a second IF or IFF needs parentheses), found \"XOR\" at word 2")]
    [InlineData("merged", "[{\"pattern\": \"Y-\", \"representative\": \"NN\"}]", "$.merged[0].representative: expected a state that matches the pattern, found \"NN\"")]
    [InlineData("merged", "[{\"pattern\": \"Y-\", \"representative\": \"YN\"}]", "$.decisionMakers[0].preference.ranking[1][0]: expected a merged state's representative, found \"YY\"")]
    [InlineData("merged", "[{\"pattern\": \"Y-\", \"representative\": \"YN\"}, {\"pattern\": \"-Y\", \"representative\": \"NY\"}]", "$.merged[1].pattern: expected no feasible state in common with another merged state, found some in common with $.merged[0]")]
    [InlineData("disallowedMoves", "[{\"dm\": \"cirra\", \"from\": \"--\", \"to\": \"--\"}]", "$.disallowedMoves[0].dm: expected the id of a decision maker, found \"cirra\"")]
    [InlineData("states", "[\"NN\", \"NY\"]", "$.states[1]: expected the feasible states in order, here \"YN\", found \"NY\"")]
    [InlineData("states", "[\"NN\"]", "$.states: expected the 4 feasible states, found 1")]
    [InlineData("stateLabels", "{\"NYN\": \"1\"}", "$.stateLabels.NYN: expected the name to be a feasible state, found \"NYN\"")]
    [InlineData("coalitions", "[{\"members\": [\"arda\"]}]", "$.coalitions[0].members: expected two or more decision makers, each once, found 1 different of 1")]
    [InlineData("inverse", "[{\"dm\": \"arda\", \"state\": \"N-\"}]", "$.inverse[0].state: expected a state of 2 characters, each Y or N, found \"N-\"")]
    [InlineData("schema", "\"strategy-case/2\"", "$.schema: expected \"strategy-case/1\", found \"strategy-case/2\"")]
    public void A_fault_is_named_with_its_path(string path, string value, string fault)
    {
        var reading = CaseReader.Read(With(path, value));
        Assert.Null(reading.Case);
        Assert.Contains(reading.Faults, f => f.ToString().StartsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var json = JsonNode.Parse(With("options[0].direction", "\"up\""))!;
        json["decisionMakers"]![1]!["options"]![0] = "z";
        json["infeasible"] = new JsonArray("X-", 3);
        json["title"] = false;
        Assert.Equal(
            ["$.options[0].direction", "$.decisionMakers[1].options[0]", "$.options[1]", "$.infeasible[0]", "$.infeasible[1]", "$.title"],
            CaseReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Faults.Select(f => f.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"schema\": \"\\ud800\"}")]
    [InlineData("{\"\\ud800\": 1, \"schema\": 1, \"schema\": 2}")]
    [InlineData("{\"schema\": \"strategy-case/1\", \"options\": [null], \"decisionMakers\": [[], 1]}")]
    public void What_is_no_case_at_all_is_a_fault_and_no_exception(string text) =>
        Assert.NotEmpty(CaseReader.Read(Encoding.UTF8.GetBytes(text)).Faults);

    [Fact]
    public void Any_value_of_another_kind_anywhere_is_a_fault_or_read()
    {
        foreach (var name in StrategyCases.Names)
        {
            var bytes = StrategyCases.Bytes(name);
            var paths = Paths(JsonNode.Parse(bytes)!).Where(p => !p.Contains("expected", StringComparison.Ordinal)).ToList();
            foreach (var path in paths.Where((_, at) => at % (1 + (paths.Count / 60)) == 0))
            {
                foreach (var value in new[] { "null", "-1.5e9", "{\"x\":[]}", "[[1]]" })
                {
                    var reading = CaseReader.Read(Replace(bytes, path, value));
                    Assert.True(reading.Case is null == reading.Faults.Count > 0, path);
                }
            }
        }
    }

    [Theory]
    [InlineData("a", "YN YY")]
    [InlineData("NOT a", "NN NY")]
    [InlineData("-1", "NN NY")]
    [InlineData("1 & 2 | -a & -b", "NN YY")]
    [InlineData("a or b and not a", "YN NY YY")]
    [InlineData("\"Arda yields\" IFF \"Bera yields\"", "NN YY")]
    [InlineData("a IF b", "NN YN YY")]
    [InlineData("NOT (a IF b)", "NY")]
    [InlineData("(a IFF b) IFF b", "YN YY")]
    public void A_condition_reads_as_textbooks_mean_it(string text, string holds)
    {
        var options = CaseReader.Read(Encoding.UTF8.GetBytes(Sound)).Case!.Model.Options;
        Assert.True(ConditionText.TryParse(text, options, out var condition, out _));
        var states = new[] { "NN", "YN", "NY", "YY" };
        Assert.Equal(holds.Split(' '), states.Where((_, s) => condition.HoldsIn((ulong)s, 2)));
        Assert.True(ConditionText.TryParse(ConditionText.Of(condition, options), options, out var again, out _));
        Assert.Equal(condition, again);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(150)]
    public void A_condition_without_end_is_refused(int parentheses)
    {
        var options = CaseReader.Read(Encoding.UTF8.GetBytes(Sound)).Case!.Model.Options;
        Assert.False(ConditionText.TryParse(new string('(', parentheses) + "a", options, out _, out var fault));
        Assert.StartsWith("at most", fault!.Value.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixty_four_options_are_read_and_refused_for_memory_not_for_form()
    {
        var wide = CaseWriter.Write(new StrategyCase(ScaleInstance.Of(64, 4)));
        Assert.Empty(CaseReader.Read(wide).Faults);
        var need = Assert.Throws<MemoryBudgetException>(() => Comity.Strategy.Concepts.StrategySolver.Solve(ScaleInstance.Of(64, 4)));
        Assert.Equal(UInt128.One << 64, need.Need.States);
    }

    [Fact]
    public void A_ranking_of_a_few_of_very_many_states_is_a_fault_and_no_matter_of_memory()
    {
        var json = JsonNode.Parse(CaseWriter.Write(new StrategyCase(ScaleInstance.Of(40, 2))))!;
        json["decisionMakers"]![0]!["preference"] = JsonNode.Parse($$"""{"kind": "ranking", "ranking": [["{{new string('N', 40)}}"]]}""");
        json["states"] = new JsonArray();
        Assert.Equal(
            ["$.decisionMakers[0].preference.ranking: expected all 1099511627776 feasible states, found 1", "$.states: expected all 1099511627776 feasible states, found 0"],
            CaseReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Faults.Select(f => f.ToString()));
    }

    private static byte[] With(string path, string value) => Replace(Encoding.UTF8.GetBytes(Sound), "$." + path, value);

    private static byte[] Replace(byte[] json, string path, string value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = path[2..].Replace("]", "", StringComparison.Ordinal).Split('.', '[');
        var at = root;
        foreach (var step in steps[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(step)]! : at[step]!;
        }

        if (at is JsonArray array)
        {
            array[int.Parse(steps[^1])] = JsonNode.Parse(value);
        }
        else
        {
            at[steps[^1]] = JsonNode.Parse(value);
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject o => o.Where(m => m.Value is not null).SelectMany(m => Paths(m.Value!).Prepend(m.Value!.GetPath())),
        JsonArray a => a.SelectMany(i => Paths(i!).Prepend(i!.GetPath())),
        _ => [],
    };
}
