using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>Where one text stands: its clauses in order, what takes the place of what, what is open and by whom.</summary>
internal sealed class TextRules(TableScope scope, Spoken<TextOpened> text)
{
    private readonly ClauseRules _rules = new(scope, text.Body);

    public TextFinding Judge()
    {
        var ordered = ClauseOrder.Of(scope.Counting(scope.Said.By<ClauseProposed>(c => c.Text)[text.Id]), scope.Order);
        var judged = ordered.Select(c => _rules.Judge(c.Clause)).ToArray();
        var replacements = Replacements(judged.ToDictionary(c => c.Id));
        var placed = judged.Select(c => Replaced(c, replacements)).ToArray();
        var inside = placed.Where(c => c.Standing is not (ClauseStanding.LeftOut or ClauseStanding.Replaced)).ToArray();
        var all = inside.Length > 0 && inside.All(c => c.IsSettled);
        var numbers = ClauseOrder.Numbers(placed.Zip(ordered, (c, o) => (c.Standing is not (ClauseStanding.LeftOut or ClauseStanding.Replaced), o.Depth)));
        var clauses = placed.Zip(numbers, (clause, number) => Provisional(clause, all) with { Number = number }).ToValueList();
        return new(
            text.Id, text.Author, text.Body.Title, text.Body.Languages, text.Body.Parties.Order(scope.Order).ToValueList(), text.Body.Chair, text.Body.WholeOnly, text.Body.Date,
            all ? TextStanding.AllAgreed : TextStanding.Drafting, Rule(clauses, all), clauses, Open(clauses), replacements, Revisions(), text.Body.From);
    }

    private string Rule(ValueList<ClauseFinding> clauses, bool all) => clauses.Count == 0 ? TextEmpty
        : all ? TextAllAgreed
        : text.Body.WholeOnly ? TextNothingUntilEverything
        : TextOpen;

    // It freezes all the same; what it does not do yet is to count as agreed.
    private ClauseFinding Provisional(ClauseFinding clause, bool all) =>
        text.Body.WholeOnly && !all && clause.Standing == ClauseStanding.Agreed ? clause with { Rule = ClauseAgreedProvisionally } : clause;

    private ValueList<ReplacementFinding> Replacements(Dictionary<StatementId, ClauseFinding> clauses) =>
        scope.Counting(scope.Said.By<ClausesReplaced>(r => r.Text)[text.Id]).InSight(scope.Order).Select(r =>
        {
            var acts = ActRules.On(r.Said, [], scope);
            var agreement = AgreementRules.Judge([.. text.Body.Parties.Select(p => acts.GetValueOrDefault(p, []))]);
            var by = text.Body.Parties.Where(p => agreement.Holds || acts.GetValueOrDefault(p, []) is [.., { Agrees: true }]).Order(scope.Order).ToValueList();
            var rule = !agreement.Holds ? ReplacementProposed
                : r.Body.By.All(c => clauses.TryGetValue(c, out var found) && found.Standing == ClauseStanding.Agreed) ? ReplacementInEffect
                : ReplacementAgreed;
            return new ReplacementFinding(r.Id, r.Author, r.Body.Clauses, r.Body.By, by, rule);
        }).ToValueList();

    private static ClauseFinding Replaced(ClauseFinding clause, ValueList<ReplacementFinding> replacements)
    {
        var by = replacements.Where(r => r.Clauses.Contains(clause.Id)).ToArray();
        var inEffect = by.Where(r => r.Rule == ReplacementInEffect).ToArray();
        return inEffect.Length == 0 ? clause with { ReplacedBy = by.Select(r => r.Id).ToValueList() }
            : clause with
            {
                Standing = ClauseStanding.Replaced, Rule = ClauseReplaced, AwaitedFrom = [], ReplacedBy = by.Select(r => r.Id).ToValueList(),
                Because = inEffect.Select(r => r.Id).Order().ToValueList(),
            };
    }

    private ValueList<OpenBrackets> Open(ValueList<ClauseFinding> clauses)
    {
        var table = text.Body.Parties.Append(text.Body.Chair).Distinct().Order(scope.Order).ToValueList();
        var open = clauses.Where(c => !c.IsSettled).SelectMany(c => KeptOpen(c, table).Select(o => (o.Member, o.Count, Clause: c.Id))).ToLookup(o => o.Member);
        return table.Where(open.Contains).Select(m => new OpenBrackets(m, open[m].Sum(o => o.Count), open[m].Select(o => o.Clause).ToValueList())).ToValueList();
    }

    // A bracket of a member: other words that it holds to, a word against the words of others, brackets within words that are its own.
    private static IEnumerable<(MemberId Member, int Count)> KeptOpen(ClauseFinding clause, ValueList<MemberId> table)
    {
        var held = clause.Held.ToArray();
        return table.Select(member => (member, Count: held.Sum(w =>
            (held.Length > 1 && w.HeldBy.Contains(member) ? 1 : 0)
            + (w.Positions.Any(p => p.Member == member && p.Stance is Stance.Object or Stance.Reserve or Stance.AdReferendum or Stance.InstructionBound && !(w.By == member && p.Stance == Stance.InstructionBound)) ? 1 : 0)
            + Within(w, member, table)))).Where(c => c.Count > 0);
    }

    private static int Within(WordingFinding wording, MemberId member, ValueList<MemberId> table) => wording.Brackets == 0 ? 0
        : wording.Words.Max(w => Brackets.All(Brackets.Read(w.Text, table)).Count(b => b.By.Count == 0 ? wording.By == member : b.By.Contains(member)));

    private ValueList<RevisionFinding> Revisions() => scope.Counting(scope.Said.By<RevisionIssued>(r => r.Text)[text.Id])
        .OrderBy(r => r.Index).ThenBy(r => r.Id).Index()
        .Select(r => new RevisionFinding(r.Item.Id, r.Index + 1, r.Item.Author, r.Item.Body.Date)).ToValueList();
}
