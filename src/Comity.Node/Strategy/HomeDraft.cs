using System.Globalization;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.Models;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Strategy;

/// <summary>What a party can bear, as it is being typed: text only, so that nothing is lost.</summary>
public sealed class HomeDraft
{
    public string Threshold { get; set; } = "0";

    public List<ConstituencyDraft> Constituencies { get; } = [];

    public List<Fault> Faults { get; } = [];

    public static HomeDraft Of(HomeParty? party, ConflictModel model)
    {
        var draft = new HomeDraft { Threshold = Number(party?.Threshold ?? 0) };
        draft.Constituencies.AddRange((party?.Constituencies ?? []).Select(c => new ConstituencyDraft(c.Name, Number(c.Weight), c.Otherwise.Wire(), string.Join('\n', c.Stances.Select(s => Line(s, model))))));
        draft.AddRows();
        return draft;
    }

    public static HomeDraft Read(IFormCollection form)
    {
        string Text(string field) => ((string?)form[field] ?? "").ReplaceLineEndings("\n").Trim();
        var draft = new HomeDraft { Threshold = Text("threshold") };
        for (var n = 0; n < HomeParty.MostConstituencies; n++)
        {
            var row = DraftForm.Row("home", n);
            draft.Constituencies.Add(new(Text($"{row}.name"), Text($"{row}.weight"), Text($"{row}.otherwise"), Text($"{row}.stances")));
        }

        draft.Constituencies.RemoveAll(c => c.Name.Length + c.Stances.Length == 0);
        return draft;
    }

    /// <summary>Always two empty rows to write in, as long as there is room.</summary>
    public void AddRows()
    {
        for (var n = 0; n < 2 && Constituencies.Count < HomeParty.MostConstituencies; n++)
        {
            Constituencies.Add(new("", "1", "tolerates", ""));
        }
    }

    /// <summary>The party as typed; faults go to the draft.</summary>
    /// <param name="dm">Id of the decision maker.</param>
    public HomeParty ToParty(string dm, ConflictModel model)
    {
        var party = new HomeParty(dm, Whole(Threshold, "threshold"), Constituencies.Select((c, n) => new Constituency(
            $"c{Number(n + 1)}", c.Name, Whole(c.Weight, $"{DraftForm.Row("home", n)}.weight"), StancesOf(c.Stances, $"{DraftForm.Row("home", n)}.stances", model), StanceOf(c.Otherwise) ?? Stance.Tolerates)).ToValueList());
        Faults.AddRange(new BearingSaved(default, party, "und").Faults().Where(f => !Faults.Exists(known => known.Field == FieldOf(f.Field))).Select(f => f with { Field = FieldOf(f.Field) }));
        return party;
    }

    // "vetoes: remedy AND accept", "opposes: YN---- asked by us: tolerates": a condition over short names becomes the states it holds in.
    private ValueList<StanceRule> StancesOf(string lines, string field, ConflictModel model)
    {
        var rules = new List<StanceRule>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var asked = line.Split(" asked by ", 2, StringSplitOptions.TrimEntries);
            var parts = asked[0].Split(':', 2, StringSplitOptions.TrimEntries);
            var outcomes = parts.Length == 2 ? Outcomes(parts[1], model) : null;
            var by = asked.Length == 2 ? asked[1].Split(':', 2, StringSplitOptions.TrimEntries) : null;
            if (StanceOf(parts[0]) is { } stance && outcomes is { Count: > 0 } && (by is null || (by.Length == 2 && StanceOf(by[1]) is not null)))
            {
                rules.Add(new(outcomes, stance, by is null ? null : [new(by[0], StanceOf(by[1])!.Value)]));
            }
            else
            {
                Faults.Add(new(field, "strategy.stance.line", $"expected a line as \"opposes: a AND NOT b\" or \"opposes: a asked by us: tolerates\", found \"{line}\""));
            }
        }

        return rules.ToValueList();
    }

    private static ValueList<string>? Outcomes(string text, ConflictModel model) => ConditionPatterns.Of(text, model);

    private int Whole(string text, string field)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Faults.Add(new(field, StrategyFaultCodes.NumberRange, $"expected a whole number, found \"{text}\""));
        return 1;
    }

    private static string FieldOf(string path) => path == "party.threshold" ? "threshold"
        : path.StartsWith("party.constituencies[", StringComparison.Ordinal) && path.IndexOf(']', StringComparison.Ordinal) is var end
            ? $"home[{path["party.constituencies[".Length..end]}].{path[(end + 1)..].TrimStart('.').Split('[', '.')[0]}"
        : "";

    private static string Line(StanceRule rule, ConflictModel model) =>
        $"{rule.Stance.Wire()}: {ConditionWords.Of(rule.Outcomes, model.Options)}" + (rule.AskedBy is { Count: > 0 } asked ? $" asked by {asked[0].By}: {asked[0].Stance.Wire()}" : "");

    private static Stance? StanceOf(string wire) => Enum.GetValues<Stance>().Where(s => s.Wire() == wire).Select(s => (Stance?)s).FirstOrDefault();

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Stances">A line each.</param>
public sealed record ConstituencyDraft(string Name, string Weight, string Otherwise, string Stances);
