using Comity.Record;
using static Comity.Domain.Mandates.MandatesRuleNames;

namespace Comity.Domain.Mandates;

/// <summary>Which mandates stand. All about one member's officers has one author, so its own journal orders it.</summary>
/// <remarks>
/// A mandate counts when its giver stood as head of delegation on the day it was given, by what the journal held before it. A statement
/// without a giver is the member setting itself up, which it can only while no head stands.
/// </remarks>
public static class MandatesRules
{
    public static MandatesFindings Judge(MandatesFacts facts, JudgeContext context)
    {
        var order = new CharterOrder(context.Members);
        var reasons = facts.Unreadable.ToDictionary(s => s.Id, _ => BodyUnreadable);
        var standing = facts.Given.Concat(facts.Changes).Concat(facts.Withdrawals).GroupBy(s => s.Author).OrderBy(g => g.Key, order)
            .SelectMany(journal => Replay(facts, journal, reasons)).Select(m => Find(m, context.AsOf)).ToValueList();
        return new(standing, reasons.OrderBy(r => r.Key).Select(r => (Said: facts.Find(r.Key)!, Rule: r.Value))
            .Select(r => new IneffectiveMandate(r.Said.Id, r.Said.Author, r.Said.Statement.Kind, r.Rule)).ToValueList());
    }

    // Two statements at one index are a fork, shown as such above this rule; the id only makes the answer the same everywhere.
    private static IEnumerable<Held> Replay(MandatesFacts facts, IEnumerable<Said> journal, Dictionary<StatementId, string> reasons)
    {
        var held = new Dictionary<StatementId, Held>();
        foreach (var said in journal.OrderBy(s => s.Index).ThenBy(s => s.Id))
        {
            if (Reason(facts, held, said) is { } reason)
            {
                reasons[said.Id] = reason;
                continue;
            }

            switch (said.Body)
            {
                case MandateGiven given:
                    held[said.Id] = new(said, said.Id, given.Officer, given.Terms, given.By, Withdrawn: false);
                    break;
                case MandateChanged changed:
                    held[changed.Mandate] = held[changed.Mandate] with { Version = said.Id, Terms = changed.Terms, By = changed.By };
                    break;
                case MandateWithdrawn withdrawn:
                    held[withdrawn.Mandate] = held[withdrawn.Mandate] with { Withdrawn = true };
                    break;
            }
        }

        return held.Values.OrderBy(h => h.Given.Index).ThenBy(h => h.Given.Id);
    }

    private static string? Reason(MandatesFacts facts, Dictionary<StatementId, Held> held, Said said) => said.Body switch
    {
        MandateGiven { By: null } given => Heads(held, given.On).Any() ? HeadStands : null,
        MandateGiven { By: { } by } given => Authority(held, by, given.On, given.Terms),
        MandateChanged changed => Reference(facts, held, changed.Mandate)
            ?? Authority(held, changed.By, changed.On, held[changed.Mandate].Terms) ?? Authority(held, changed.By, changed.On, changed.Terms),
        MandateWithdrawn withdrawn => Reference(facts, held, withdrawn.Mandate) ?? Authority(held, withdrawn.By, withdrawn.On, held[withdrawn.Mandate].Terms),
        _ => null,
    };

    private static string? Reference(MandatesFacts facts, Dictionary<StatementId, Held> held, StatementId mandate) =>
        held.TryGetValue(mandate, out var found) ? found.Withdrawn ? ReferenceNotStanding : null
        : facts.Find(mandate) is null ? ReferenceUnknown : ReferenceNotStanding;

    private static string? Authority(Dictionary<StatementId, Held> held, string by, DateOnly on, MandateTerms terms)
    {
        var own = Heads(held, on).Where(h => h.Officer == by).ToList();
        return own.Count == 0 ? GiverNotHead : own.Any(h => terms.Within(h.Terms)) ? null : GiverBeyond;
    }

    private static IEnumerable<Held> Heads(Dictionary<StatementId, Held> held, DateOnly on) =>
        held.Values.Where(h => !h.Withdrawn && h.Terms.Role == MandateRole.Head && h.Terms.Covers(on));

    private static MandateFinding Find(Held held, DateOnly asOf)
    {
        var (standing, rule) = held.Withdrawn ? (MandateStanding.Withdrawn, MandatesRuleNames.Withdrawn)
            : asOf < held.Terms.From ? (MandateStanding.NotYet, NotYet)
            : held.Terms.Covers(asOf) ? (MandateStanding.InForce, InForce)
            : (MandateStanding.Ended, Ended);
        return new(held.Given.Id, held.Version, held.Given.Author, held.Officer, held.Terms, held.By, standing, rule);
    }

    private sealed record Held(Said Given, StatementId Version, string Officer, MandateTerms Terms, string? By, bool Withdrawn);
}
