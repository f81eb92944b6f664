using System.Text;
using Comity.Strategy.Bearable;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Tests.Strategy.Bearable;

/// <summary>What a party can bear at home, the least that would widen it, and what becomes bearable because somebody asked.</summary>
public sealed class WinSetTests
{
    // Arda may lift its controls, Bera may settle its claims, Cirra may convene.
    private const string Model = """
        {"schema": "strategy-case/1",
         "options": [{"id": "lift", "name": "lift the controls"}, {"id": "settle", "name": "settle the claims"}, {"id": "convene", "name": "convene"}],
         "decisionMakers": [
          {"id": "arda", "name": "Arda", "options": ["lift"], "preference": {"kind": "statements", "statements": [{"condition": "settle"}, {"condition": "NOT lift"}]}},
          {"id": "bera", "name": "Bera", "options": ["settle"], "preference": {"kind": "statements", "statements": [{"condition": "lift"}, {"condition": "NOT settle"}]}},
          {"id": "cirra", "name": "Cirra", "options": ["convene"], "preference": {"kind": "statements", "statements": [{"condition": "lift AND settle"}]}}],
         "bearable": [
          {"dm": "arda", "threshold": 0, "constituencies": [
           {"id": "cabinet", "name": "The cabinet", "weight": 2, "stances": [{"outcomes": ["YN-"], "stance": "vetoes"}], "otherwise": "tolerates"},
           {"id": "public", "name": "The public", "weight": 3, "stances": [{"outcomes": ["Y--"], "stance": "opposes", "askedBy": {"cirra": "tolerates"}, "text": "no reward"}], "otherwise": "tolerates"}]},
          {"dm": "bera", "threshold": 1, "constituencies": [
           {"id": "court", "name": "The court", "weight": 1, "stances": [{"outcomes": ["-Y-"], "stance": "tolerates"}], "otherwise": "supports"}]}]}
        """;

    private const int Models = 300;

    private static readonly int Seed = Random.Shared.Next(1_000_000) * 1000;

    [Fact]
    public void An_outcome_is_bearable_without_a_veto_and_with_enough_weight_for_it()
    {
        var (states, analysis) = Example();
        Assert.Equal(["NNN", "NYN", "NNY", "NYY"], Texts(states, analysis.WinSets[0].Bearable));
        Assert.Equal(["NNN", "YNN", "NNY", "YNY"], Texts(states, analysis.WinSets[1].Bearable));
        Assert.Equal(["NNN", "NNY"], Texts(states, analysis.Common()));
    }

    [Fact]
    public void A_step_becomes_bearable_because_a_third_party_asked_for_it_in_public()
    {
        var (states, analysis) = Example();
        var asked = Assert.Single(analysis.WinSets[0].Asked);
        Assert.Equal(2, asked.Asker);
        Assert.Equal(["YYN", "YYY"], Texts(states, asked.Gained));
        Assert.Equal([states.IndexOf(0b011)], analysis.StepsMadeBearable(analysis.WinSets[0], 2, states.IndexOf(0b010)));
        Assert.Equal([2], analysis.Askers);
        Assert.Equal(["NNN", "NNY"], Texts(states, analysis.Common(2)));
    }

    [Fact]
    public void The_smallest_change_names_the_constituency_and_what_it_gains()
    {
        var (states, analysis) = Example();
        var least = Assert.Single(analysis.WinSets[0].LeastWidenings);
        Assert.Equal([new StanceChange(1, 0, Stance.Opposes, Stance.Tolerates)], least.Changes);
        Assert.Equal(["YYN", "YYY"], Texts(states, least.Gained));
        Assert.Equal(3, analysis.LeastFor(analysis.WinSets[0].Party, states.IndexOf(0b001))!.Steps);
        Assert.Empty(analysis.LeastFor(analysis.WinSets[0].Party, 0)!.Changes);
    }

    [Fact]
    public void The_parties_are_read_from_a_file_of_their_own_or_from_the_case_and_written_back()
    {
        var read = CaseReader.Read(Encoding.UTF8.GetBytes(Model)).Case!;
        var written = CaseWriter.Write(read);
        Assert.Equal(written, CaseWriter.Write(CaseReader.Read(written).Case!));
        var block = System.Text.Json.Nodes.JsonNode.Parse(written)!["bearable"]!.ToJsonString();
        var (parties, faults) = BearableReader.Read(read.Model, Encoding.UTF8.GetBytes($$"""{"schema": "strategy-bearable/1", "parties": {{block}}}"""));
        Assert.Empty(faults);
        Assert.Equal(written, CaseWriter.Write(read with { Bearable = parties }));
    }

    [Fact]
    public void Every_fault_is_named_with_its_path()
    {
        var model = CaseReader.Read(Encoding.UTF8.GetBytes(Model)).Case!.Model;
        var (parties, faults) = BearableReader.Read(model, """
            {"schema": "strategy-bearable/2", "parties": [
             {"dm": "dora", "threshold": 0.5, "constituencies": [{"id": "", "name": "x", "weight": 0, "otherwise": "likes"}]},
             {"dm": "arda", "threshold": 0, "constituencies": [
              {"id": "a", "name": "a", "weight": 1, "otherwise": "supports", "stances": [{"outcomes": [], "stance": "opposes", "askedBy": {"arda": "supports", "bera": "vetoes", "esna": "supports"}}]},
              {"id": "a", "name": "a", "weight": 1, "otherwise": "supports", "stances": [{"outcomes": ["Y"], "stance": "opposes"}]}]},
             {"dm": "arda", "threshold": 0, "constituencies": []}]}
            """u8.ToArray());
        Assert.Empty(parties);
        Assert.Equal(
            [
                "$.schema", "$.parties[0].dm", "$.parties[0].constituencies[0].id", "$.parties[0].constituencies[0].weight", "$.parties[0].constituencies[0].otherwise", "$.parties[0].threshold",
                "$.parties[1].constituencies[0].stances[0].outcomes", "$.parties[1].constituencies[0].stances[0].askedBy.esna", "$.parties[1].constituencies[0].stances[0].askedBy.arda",
                "$.parties[1].constituencies[0].stances[0].askedBy.bera", "$.parties[1].constituencies[1].stances[0].outcomes[0]", "$.parties[1].constituencies", "$.parties[2].dm",
            ],
            faults.Select(f => f.Path));
    }

    [Fact]
    public void The_least_widening_is_that_of_trying_every_better_stance_of_generated_parties() => Parallel.For(0, Models, i => Check(Seed + i));

    private static (StateSpace States, WinSetAnalysis Analysis) Example()
    {
        var reading = CaseReader.Read(Encoding.UTF8.GetBytes(Model));
        Assert.Empty(reading.Faults);
        var states = StateSpace.Of(reading.Case!.Model);
        return (states, WinSetAnalysis.Of(states, reading.Case.Bearable));
    }

    private static void Check(int seed)
    {
        var random = new Random(seed);
        var states = StateSpace.Of(GeneratedModel.Of(seed, plain: true));
        Stance Any() => (Stance)random.Next(4);
        var options = states.Model.Options.Count;
        Pattern Some() => new((ulong)random.Next(1 << options) & (ulong)random.Next(1 << options), 0);
        var party = new HomeParty(0, random.Next(-3, 6), [.. Enumerable.Range(0, random.Next(1, 4)).Select(c => new Constituency(
            $"c{c}", "", random.Next(1, 5), [.. Enumerable.Range(0, random.Next(3)).Select(_ => new StanceRule([Some()], Any(), new Dictionary<int, Stance>()))], Any()))]);
        var analysis = WinSetAnalysis.Of(states, [party]);
        var known = Enumerable.Range(0, states.Count).Where(s => Bears(party, states[s])).ToHashSet();
        Assert.True(known.SetEquals(analysis.WinSets[0].Bearable.States()), $"seed {seed}: another win-set");

        // Raising any rules, or what is thought otherwise, by all numbers of degrees.
        var expected = Raised(party).Where(r => Enumerable.Range(0, states.Count).Any(s => !known.Contains(s) && Bears(r.Party, states[s]))).Select(r => (int?)r.Steps).Min();
        var found = analysis.WinSets[0].LeastWidenings;
        Assert.True(expected == (found.Count == 0 ? null : found[0].Steps), $"seed {seed}: expected {expected}, found {(found.Count == 0 ? null : found[0].Steps)}");
        Assert.All(found, w => Assert.True(w.Gained.Count > 0 && w.Steps == expected, $"seed {seed}: a widening that gains nothing"));
    }

    private static bool Bears(HomeParty party, ulong state)
    {
        var stances = party.Constituencies.Select(c => (c.Weight, Stance: c.Rules.Where(r => r.Outcomes.Any(p => (state & p.Mask) == p.Value)).Select(r => r.Stance).Append(c.Otherwise).First())).ToList();
        return stances.TrueForAll(s => s.Stance != Stance.Vetoes)
            && stances.Where(s => s.Stance == Stance.Supports).Sum(s => s.Weight) - stances.Where(s => s.Stance == Stance.Opposes).Sum(s => s.Weight) >= party.Threshold;
    }

    private static IEnumerable<(HomeParty Party, int Steps)> Raised(HomeParty party)
    {
        IEnumerable<(Constituency[] All, int Steps)> raised = [([], 0)];
        foreach (var constituency in party.Constituencies)
        {
            raised = raised.SelectMany(r => Raised(constituency).Select(c => ((Constituency[])[.. r.All, c.One], r.Steps + c.Steps))).ToList();
        }

        return raised.Select(r => (party with { Constituencies = r.All }, r.Steps));
    }

    private static IEnumerable<(Constituency One, int Steps)> Raised(Constituency constituency)
    {
        IEnumerable<(StanceRule[] Rules, int Steps)> raised = [([], 0)];
        foreach (var rule in constituency.Rules)
        {
            raised = raised.SelectMany(r => Enumerable.Range(0, 4 - (int)rule.Stance).Select(up => ((StanceRule[])[.. r.Rules, rule with { Stance = rule.Stance + up }], r.Steps + up))).ToList();
        }

        return raised.SelectMany(r => Enumerable.Range(0, 4 - (int)constituency.Otherwise).Select(up => (constituency with { Rules = r.Rules, Otherwise = constituency.Otherwise + up }, r.Steps + up)));
    }

    private static IEnumerable<string> Texts(StateSpace states, StateSet set) => set.States().Select(states.TextOf);
}
