using System.Globalization;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.Models;
using Home = Comity.Strategy.Bearable;

namespace Comity.Node.Strategy;

/// <summary>From what a party noted it can bear to the form the library judges.</summary>
public static class HomeReading
{

    /// <returns>The party, or every fault with its place; a stance of an asker the model does not have is a fault too.</returns>
    public static (Home.HomeParty? Party, IReadOnlyList<Fault> Faults) Read(HomeParty said, StrategyModel model)
    {
        var faults = new List<Fault>();
        var ids = model.DecisionMakers.Index().ToDictionary(d => d.Item.Id, d => d.Index, StringComparer.Ordinal);
        if (!ids.TryGetValue(said.Dm, out var maker))
        {
            faults.Add(new("party.dm", StrategyFaultCodes.DecisionMakerUnknown, $"expected one of {string.Join(", ", ids.Keys)}, found {said.Dm}"));
        }

        Home.StanceRule RuleOf(StanceRule rule, string field)
        {
            var outcomes = new List<Pattern>();
            foreach (var (n, text) in rule.Outcomes.Index())
            {
                if (Pattern.TryParse(text, model.Options.Count, out var pattern))
                {
                    outcomes.Add(pattern);
                }
                else
                {
                    faults.Add(new($"{field}.outcomes[{Number(n)}]", StrategyFaultCodes.PatternShape, $"expected {Number(model.Options.Count)} characters, found {text}"));
                }
            }

            faults.AddRange((rule.AskedBy ?? []).Where(a => !ids.ContainsKey(a.By)).Select(a => new Fault($"{field}.askedBy", StrategyFaultCodes.DecisionMakerUnknown, $"expected one of {string.Join(", ", ids.Keys)}, found {a.By}")));
            return new(outcomes, StanceOf(rule.Stance), (rule.AskedBy ?? []).Where(a => ids.ContainsKey(a.By)).DistinctBy(a => a.By).ToDictionary(a => ids[a.By], a => StanceOf(a.Stance)));
        }

        var party = new Home.HomeParty(maker, said.Threshold, [.. said.Constituencies.Select((c, i) => new Home.Constituency(
            c.Id, c.Name, c.Weight, [.. c.Stances.Select((s, j) => RuleOf(s, $"party.constituencies[{Number(i)}].stances[{Number(j)}]"))], StanceOf(c.Otherwise)))]);
        return faults.Count > 0 ? (null, faults) : (party, []);
    }

    private static Home.Stance StanceOf(Stance stance) => stance switch
    {
        Stance.Supports => Home.Stance.Supports,
        Stance.Tolerates => Home.Stance.Tolerates,
        Stance.Opposes => Home.Stance.Opposes,
        _ => Home.Stance.Vetoes,
    };

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
