using System.Globalization;
using Comity.Record;
using static Comity.Domain.Strategy.StrategyFaultCodes;

namespace Comity.Domain.Strategy;

/// <summary>What is wrong with the form of what a party can bear. Whether patterns fit the model is seen beside the model.</summary>
internal static class HomeFaults
{
    public static IEnumerable<Fault> Of(HomeParty party) =>
    [
        .. ModelFaults.Id("party.dm", party.Dm), .. Range("party.threshold", party.Threshold, -HomeParty.MostWeight),
        .. ModelFaults.Count("party.constituencies", party.Constituencies.Count, 1, HomeParty.MostConstituencies, ConstituenciesCount),
        .. party.Constituencies.SelectMany((c, i) => Of(c, party, ModelFaults.At("party.constituencies", i))),
        .. ModelFaults.Repeated("party.constituencies", party.Constituencies.Select(c => c.Id)),
    ];

    private static IEnumerable<Fault> Of(Constituency constituency, HomeParty party, string field) =>
    [
        .. ModelFaults.Id($"{field}.id", constituency.Id), .. ModelFaults.Text($"{field}.name", constituency.Name, 1, 300), .. Range($"{field}.weight", constituency.Weight, 1),
        .. ModelFaults.Count($"{field}.stances", constituency.Stances.Count, 0, HomeParty.MostStances, PatternsCount),
        .. constituency.Stances.SelectMany((s, i) => Of(s, party, ModelFaults.At($"{field}.stances", i))),
    ];

    private static IEnumerable<Fault> Of(StanceRule rule, HomeParty party, string field) =>
    [
        .. ModelFaults.Count($"{field}.outcomes", rule.Outcomes.Count, 1, ConflictModel.MostPatterns, PatternsCount),
        .. rule.Outcomes.SelectMany((p, i) => p.Length is > 0 and <= ConflictModel.MostOptions && p.All(c => c is 'Y' or 'N' or '-')
            ? Enumerable.Empty<Fault>()
            : [new(ModelFaults.At($"{field}.outcomes", i), PatternShape, $"expected Y, N or - per option, found {FormFound.Quote(p)}")]),
        .. (rule.AskedBy ?? []).Where(a => a.By == party.Dm || a.Stance <= rule.Stance).Take(1)
            .Select(a => new Fault($"{field}.askedBy", StrategyFaultCodes.AskedStance, $"expected a third party and a stance better than {rule.Stance.Wire()}, found {FormFound.Quote(a.By)} and {a.Stance.Wire()}")),
    ];

    private static IEnumerable<Fault> Range(string field, int number, int least) => number >= least && number <= HomeParty.MostWeight
        ? []
        : [new(field, NumberRange, string.Create(CultureInfo.InvariantCulture, $"expected {least} to {HomeParty.MostWeight}, found {number}"))];
}
