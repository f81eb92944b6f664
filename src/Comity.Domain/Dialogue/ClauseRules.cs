using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Domain.Dialogue.DialogueRuleNames;

namespace Comity.Domain.Dialogue;

/// <summary>Where one clause stands: agreed by all, in brackets, or awaited, and by whose words.</summary>
internal sealed class ClauseRules(TableScope scope, TextOpened text)
{
    public ClauseFinding Judge(Spoken<ClauseProposed> clause)
    {
        var wordings = Wordings(clause);
        var agreed = Agreed(wordings);
        var held = wordings.Where(w => w.HeldBy.Count > 0).ToArray();
        var (standing, rule, because) = agreed.Length == 1 ? Settled(wordings, agreed[0]) : Unsettled(wordings, held, agreed);
        var settled = agreed.Length == 1 ? agreed[0] : null;
        return new(
            clause.Id, "", clause.Body.Under, standing, rule, settled?.Id,
            settled is not null && (settled.Agreement.Frozen.Count > 0 || held.Any(w => w != settled && FollowedBy(w, wordings).Contains(settled.Id))),
            wordings.Select(w => w.Finding()).ToValueList(),
            settled is not null ? [] : text.Parties.Where(p => held.All(w => w.LastOf(p) is null)).Order(scope.Order).ToValueList(),
            [], clause.Body.From, Comments(clause.Id), because);
    }

    private (ClauseStanding Standing, string Rule, ValueList<StatementId> Because) Settled(WordingState[] wordings, WordingState agreed)
    {
        var changed = wordings.Any(w => w != agreed && w.Agreement.Holds && w.Brackets == 0);
        return (
            agreed.LeavesOut ? ClauseStanding.LeftOut : ClauseStanding.Agreed,
            agreed.LeavesOut ? ClauseLeftOut : changed ? ClauseChangedByAll : ClauseAgreed, agreed.Agreement.By);
    }

    private (ClauseStanding Standing, string Rule, ValueList<StatementId> Because) Unsettled(WordingState[] wordings, WordingState[] held, WordingState[] agreed)
    {
        if (agreed.Length > 1)
        {
            return (ClauseStanding.Bracketed, ClauseSeveralAgreed, agreed.SelectMany(w => w.Agreement.By).Distinct().Order().ToValueList());
        }

        if (held.FirstOrDefault(w => w.Brackets == 0 && w.AdReferendum(text).Count > 0) is { } referred)
        {
            return (ClauseStanding.AdReferendum, ClauseAdReferendum, referred.AdReferendum(text));
        }

        if (wordings.FirstOrDefault(w => w.Agreement.Crossed) is { } crossed)
        {
            return (held.Length > 1 ? ClauseStanding.Bracketed : ClauseStanding.Open, ClauseCrossed, crossed.Agreement.By);
        }

        if (wordings.FirstOrDefault(w => w.Agreement.Ended) is { } ended && held.Length < 2)
        {
            return (ClauseStanding.Open, ClauseReopened, [ended.Id]);
        }

        return held switch
        {
            [] => (ClauseStanding.Open, ClauseHeldByNobody, wordings.Select(w => w.Id).Order().ToValueList()),
            [var one] => Single(one),
            _ => (ClauseStanding.Bracketed, ClauseAlternatives, held.Select(w => w.Id).Order().ToValueList()),
        };
    }

    private (ClauseStanding Standing, string Rule, ValueList<StatementId> Because) Single(WordingState one)
    {
        foreach (var (stance, rule) in new[] { (Stance.Object, ClauseObjected), (Stance.Reserve, ClauseReserved), (Stance.InstructionBound, ClauseInstructions) })
        {
            if (one.LastWith(stance, text).Select(s => s.Id).Order().ToValueList() is { Count: > 0 } said)
            {
                return (ClauseStanding.Bracketed, rule, said);
            }
        }

        return one.Brackets > 0 ? (ClauseStanding.Bracketed, ClauseBracketsInside, [one.Id]) : (ClauseStanding.Open, ClauseAwaited, [one.Id]);
    }

    // Of wordings that all agreed to, one that was meant to take the place of another does.
    private static WordingState[] Agreed(WordingState[] wordings)
    {
        var agreed = wordings.Where(w => w.Agreement.Holds && w.Brackets == 0).ToArray();
        var replaced = agreed.SelectMany(w => FollowedBy(w, wordings)).ToHashSet();
        return [.. agreed.Where(w => !replaced.Contains(w.Id))];
    }

    private static HashSet<StatementId> FollowedBy(WordingState wording, WordingState[] wordings)
    {
        var followed = new HashSet<StatementId>();
        var waiting = new Stack<WordingState>([wording]);
        while (waiting.TryPop(out var one))
        {
            foreach (var earlier in wordings.Where(w => one.Follows.Contains(w.Id) && followed.Add(w.Id)))
            {
                waiting.Push(earlier);
            }
        }

        return followed;
    }

    private WordingState[] Wordings(Spoken<ClauseProposed> clause)
    {
        var proposed = scope.Counting(scope.Said.By<WordingProposed>(w => w.Clause)[clause.Id]).InSight(scope.Order).ToArray();
        var followers = proposed.SelectMany(p => p.Body.Follows.Select(f => (Followed: f, By: p.Said))).ToLookup(f => f.Followed, f => f.By);
        return
        [
            State(clause.Said, clause.Body.Words, [], followers),
            .. proposed.Select(w => State(w.Said, w.Body.Words, w.Body.Follows, followers)),
        ];
    }

    private WordingState State(Said said, ValueList<WordsIn> words, ValueList<StatementId> follows, ILookup<StatementId, Said> followers) =>
        new(said, words, follows, text, ActRules.On(said, followers[said.Id], scope), scope.Order);

    private ValueList<CommentFinding> Comments(StatementId clause) => scope.Counting(scope.Said.By<ClauseCommented>(c => c.Clause)[clause]).InSight(scope.Order)
        .Select(c => new CommentFinding(c.Id, c.Author, c.Body.Wording, c.Body.Date)).ToValueList();
}
