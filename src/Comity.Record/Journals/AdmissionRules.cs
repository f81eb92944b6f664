using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>The rules of docs/spec/statement.md, "Admission", in their order: the first that speaks decides.</summary>
internal static class AdmissionRules
{
    /// <param name="headKey">The key under which the signature of a later statement holds that commits to this one.</param>
    /// <param name="onBranch">The branch is judged whole, and whether anything decides it is asked at its end.</param>
    public static Admission Judge(ForumRecord record, Statement statement, Jws jws, PublicKey? verifiedBy, PublicKey? headKey = null, bool onBranch = false)
    {
        if (ForumOf(record, statement) is { } outside)
        {
            return outside;
        }

        var isFirst = statement.Id == record.ForumId && record.Charter is null;
        if (isFirst && Founding.CharterIn(statement).Fault is { } malformed)
        {
            return new Admission.Refused(malformed.Code, malformed.Message);
        }

        var channel = isFirst ? CharterChannel(record, statement) : record.Peek(statement.Channel);
        if (channel?.Find(statement.Member) is not { } journal)
        {
            return new Admission.Refused("record.channel", $"channel {statement.Channel}: expected one that both its author {statement.Member} and this node belong to");
        }

        return PlaceIn(journal, statement)
            ?? SeenMembers(channel, statement)
            ?? Words(record, statement)
            ?? Repinned(record, channel, journal, statement)
            ?? Authority(record, journal, statement, jws, verifiedBy, headKey)
            ?? Fork(journal, statement, onBranch)
            ?? NeverBack(channel, journal, statement)
            ?? Sight(channel, journal, statement)
            ?? new Admission.Admitted(statement.Id, IsNew: true);
    }

    private static Admission? ForumOf(ForumRecord record, Statement statement)
    {
        if (statement.Id == record.ForumId)
        {
            return statement.Kind == RecordKinds.Charter && statement.Channel.IsPlenary && statement.Index == 0
                ? null
                : new Admission.Refused("record.charter.place", "a charter stands at index 0 of its founder's plenary journal");
        }

        if (statement.Forum != record.ForumId)
        {
            return new Admission.Refused("record.forum", $"expected forum {record.ForumId}, found {statement.Forum?.ToString() ?? "a charter of its own"}");
        }

        return record.Charter is null ? new Admission.Waiting([]) : null;
    }

    // Before the charter is held its own channel is made from it.
    private static Channel? CharterChannel(ForumRecord record, Statement statement) =>
        Founding.CharterIn(statement) is { Charter: { } charter } && charter.Find(record.Holder) is not null
        ? new Channel(ChannelId.Plenary, ChannelId.Plenary.MembersIn(charter.MemberIds))
        : null;

    private static Admission? PlaceIn(Journal journal, Statement statement)
    {
        if (statement.Index > journal.Size)
        {
            return new Admission.Waiting([new Sighting(statement.Member, statement.Seen[statement.Member])]);
        }

        if (statement.Index < journal.Size)
        {
            // Another statement at a place that is taken is one half of fork evidence, for whoever holds the texts to make.
            return journal[statement.Index] == statement.Id
                ? new Admission.Admitted(statement.Id, IsNew: false)
                : new Admission.Refused("record.index-taken", $"journal of {statement.Member} in {statement.Channel}: index {statement.Index} holds {journal[statement.Index]}, found {statement.Id}");
        }

        return statement.Seen[statement.Member].Root == journal.Head.Root
            ? null
            : new Admission.Refused("record.seen-self", $"journal of {statement.Member} in {statement.Channel}: root at size {journal.Size} is {journal.Head.Root}, the statement says {statement.Seen[statement.Member].Root}");
    }

    private static Admission.Refused? SeenMembers(Channel channel, Statement statement) => statement.Seen.Keys.SequenceEqual(channel.Members)
        ? null
        : new Admission.Refused("record.seen-members", $"seen: expected exactly {string.Join(", ", channel.Members)}, found {string.Join(", ", statement.Seen.Keys)}");

    private static Admission.Refused? Words(ForumRecord record, Statement statement)
    {
        var charter = record.Charter ?? Founding.CharterIn(statement).Charter!;
        if (!charter.Levels.Contains(statement.Level))
        {
            return new Admission.Refused("record.level", $"level: expected one of {string.Join(", ", charter.Levels)}, found {statement.Level}");
        }

        return statement.Track is null || charter.Tracks.Contains(statement.Track)
            ? null
            : new Admission.Refused("record.track", $"track: expected one of {string.Join(", ", charter.Tracks)}, found {statement.Track}");
    }

    // In plenary a re-pinned root counts by what the adoption itself had seen, all of it held: so every holder comes to the same.
    private static Admission? Repinned(ForumRecord record, Channel channel, Journal journal, Statement statement)
    {
        if (!channel.Id.IsPlenary || statement.Kind != RecordKinds.RosterAdopted || Founding.RosterIn(statement)?.Roster is not { } roster
            || roster.Root.Thumbprint == (journal.Roster?.Root.Thumbprint ?? record.Charter!.Find(statement.Member)!.Root))
        {
            return null;
        }

        if (Sight(channel, journal, statement) is { } unseen)
        {
            return unseen;
        }

        var findings = RepinChains.Judge(record, statement);
        return findings.Roots[statement.Member] != roster.Root.Thumbprint
            ? new Admission.Refused("record.roster.repin", $"root {roster.Root.Thumbprint} of {statement.Member}: expected a re-pin that had effect with what this statement had seen, found root {findings.Roots[statement.Member]} in force")
            : null;
    }

    private static Admission.Refused? Authority(ForumRecord record, Journal journal, Statement statement, Jws jws, PublicKey? verifiedBy, PublicKey? headKey)
    {
        if (journal.Size == 0 && statement.Kind != Founding.OpeningKind(record, statement))
        {
            return new Admission.Refused("record.opening", $"index 0 of a journal: expected {Founding.OpeningKind(record, statement)}, which carries the roster, found {statement.Kind}");
        }

        if (statement.Kind == RecordKinds.CharterAccepted && !statement.Cites.Contains(record.ForumId))
        {
            return new Admission.Refused("record.opening.cites", $"an acceptance cites the charter it accepts, {record.ForumId}");
        }

        var roster = journal.Roster;
        if (Founding.CarriesRoster(statement.Kind))
        {
            var (adopted, fault) = Founding.RosterFor(record, journal, statement);
            if (adopted is null)
            {
                return new Admission.Refused(fault!.Code, fault.Message);
            }

            roster = adopted;
        }

        if (roster!.FindKey(statement.KeyId) is null && journal.Roster?.FindKey(statement.KeyId) is null && journal.Forks.Rosters.LastOrDefault(r => r.FindKey(statement.KeyId) is not null) is { } ended)
        {
            return new Admission.Refused("record.key-ended", $"key {statement.KeyId} of {statement.Member} was in roster {ended.Sequence} and ended in {statement.Channel} with roster {roster.Sequence}; what it signed there before stands");
        }

        if (statement.Roster != roster.Sequence)
        {
            return new Admission.Refused("record.roster.sequence", $"roster: expected {roster.Sequence}, the one this journal relies on, found {statement.Roster}");
        }

        if (roster.FindKey(statement.KeyId) is not { } key)
        {
            return new Admission.Refused("record.key", $"key {statement.KeyId} is not in roster {roster.Sequence} of {statement.Member}");
        }

        // The head commits under the same roster, so its key must count here; a statement that carries a roster has no head but itself.
        var byHead = headKey is not null && !Founding.CarriesRoster(statement.Kind) && headKey.Equals(roster.FindKey(headKey.Thumbprint));
        return byHead || key.Equals(verifiedBy) || jws.HoldsFor(key)
            ? null
            : new Admission.Refused("record.signature", $"the signature does not hold under key {statement.KeyId} of {statement.Member}");
    }

    // A forked journal stands still until its member, or its root key, says which branch goes on.
    private static Admission.Refused? Fork(Journal journal, Statement statement, bool onBranch)
    {
        var declared = ForkDeclaration.In(statement);
        if (statement.Kind == RecordKinds.ForkDeclared
            && (declared is null || declared.Index >= journal.Size || journal[declared.Index] != declared.Continues || !statement.Cites.Contains(declared.Continues) || statement.Cites.Count < 2))
        {
            return new Admission.Refused("record.fork-declared", "a fork declaration names an index before its own, the id that stands there in its branch, and cites that and the other");
        }

        return onBranch || journal.Forks.Open is not { } open || Founding.CarriesRoster(statement.Kind) || (declared is not null && journal.Forks.Indices.Contains(declared.Index))
            ? null
            : new Admission.Refused("record.forked", $"journal of {statement.Member} in {statement.Channel}: forked at index {open}; expected a declaration which branch goes on, or a higher roster; held up to {journal.Size}");
    }

    private static Admission.Refused? NeverBack(Channel channel, Journal journal, Statement statement)
    {
        foreach (var (member, before) in journal.Last?.Seen ?? statement.Seen)
        {
            if (statement.Seen[member].Size < before.Size && !CitesDecision(channel[member], statement))
            {
                return new Admission.Refused("record.seen-back", $"seen of {member}: expected at least size {before.Size}, found {statement.Seen[member].Size}");
            }
        }

        return null;
    }

    private static bool CitesDecision(Journal seen, Statement statement) => seen.Forks.Indices.Any(k => seen.Forks.DecisionOf(k) is { } decision && statement.Cites.Contains(decision.Id));

    // Of a forked journal more than one branch has been seen: that is the forker's doing, not the author's. Whoever has seen the decision is bound by it.
    private static bool IsOfAnotherBranch(Journal seen, Journal author, TreeHead head) =>
        seen.Forks.Lowest < head.Size && author.Member != seen.Member
        && !(seen.Forks.Open is null && author.Last?.Seen[seen.Member] is { } last && last.Size <= seen.Size && seen.Tree.RootAt(last.Size) == last.Root
            && seen.Forks.Indices.All(k => seen.Forks.DecisionOf(k)!.Value.At < last.Size));

    private static Admission? Sight(Channel channel, Journal author, Statement statement)
    {
        var missing = new List<Sighting>();
        foreach (var (member, head) in statement.Seen)
        {
            var held = channel[member];
            if ((head.Size > held.Size || held.Tree.RootAt(head.Size) != head.Root) && IsOfAnotherBranch(held, author, head))
            {
                continue;
            }

            if (head.Size > held.Size)
            {
                missing.Add(new Sighting(member, head));
            }
            else if (held.Tree.RootAt(head.Size) != head.Root)
            {
                // A disputed sighting: charged to the author of this statement, without effect on the journal it names.
                return new Admission.Refused("record.seen-disputed", $"journal of {member}: root at size {head.Size} is {held.Tree.RootAt(head.Size)}, {statement.Member} says {head.Root}");
            }
        }

        return missing.Count == 0 ? null : new Admission.Waiting(missing.ToValueList());
    }
}
