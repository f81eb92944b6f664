using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What each member said of one thing that can be agreed to, in the order of its journal.</summary>
internal static class ActRules
{
    /// <param name="proposed">A wording, or clauses taking the place of others: its author agrees to it by proposing it.</param>
    /// <param name="followers">Wordings proposed in its place: whoever proposed one holds to the first no longer.</param>
    public static Dictionary<MemberId, PartyAct[]> On(Said proposed, IEnumerable<Said> followers, TableScope scope)
    {
        var acts = scope.Counting(scope.Said.By<PositionStated>(p => p.On)[proposed.Id])
            .Select(p => new PartyAct(p.Said, p.Body.Stance, Agrees(p.Body.Stance, p.Author == proposed.Author)))
            .Append(new(proposed, Stance.Support, true))
            .Concat(scope.Counting(scope.Said.By<WordingWithdrawn>(w => w.Wording)[proposed.Id]).Select(w => new PartyAct(w.Said, null, false)))
            .Concat(followers.Select(f => new PartyAct(f, null, false)));
        return acts.GroupBy(a => a.Said.Author).Select(a => (a.Key, Acts: InOrder(a))).Where(a => a.Acts.Length > 0).ToDictionary(a => a.Key, a => a.Acts);
    }

    // To put other words beside what one never spoke of is to say nothing of it.
    private static PartyAct[] InOrder(IEnumerable<PartyAct> acts) => [.. acts.OrderBy(a => a.Said.Index).ThenBy(a => a.Said.Id).SkipWhile(a => a.Stance is null)];

    private static bool Agrees(Stance stance, bool isOwn) =>
        stance is Stance.Support or Stance.CanLiveWith || (stance == Stance.InstructionBound && isOwn);
}
