using Comity.Record;
using Comity.Record.Forum;

namespace Comity.Tests.Explorer;

/// <summary>What holds in every state (DESIGN §3: promises 1, 3, 5 and 6). Says what does not, or null.</summary>
/// <remarks>It depends on what the three hold and on whether anybody was dishonest: asked once of each such case, however their guards stand.</remarks>
internal sealed class Promises(World world, Hearing hearing, Rules rules)
{
    private static readonly (int One, int Other)[] Pairs = [(World.Arda, World.Bera), (World.Arda, World.Cirra), (World.Bera, World.Cirra)];

    private readonly Dictionary<int, string?> _ofHeld = [];
    private readonly Dictionary<(int, int, int, bool), string?> _ofAll = [];

    public string? Broken((int A, int B, int C) held, bool isDishonest)
    {
        if (!_ofAll.TryGetValue((held.A, held.B, held.C, isDishonest), out var broken))
        {
            int[] all = [held.A, held.B, held.C];
            broken = _ofAll[(held.A, held.B, held.C, isDishonest)] =
                all.Select((number, member) => OfHeld(number) is { } wrong ? $"node {member}: {wrong}" : null).FirstOrDefault(wrong => wrong is not null)
                ?? TwoStories(all, isDishonest) ?? Consent(all) ?? Met(all) ?? Same(all);
        }

        return broken;
    }

    private string? OfHeld(int number)
    {
        if (!_ofHeld.TryGetValue(number, out var wrong))
        {
            var held = hearing[number];
            wrong = _ofHeld[number] =
                held.Evidence.Any(e => world.EvidenceOf(e).Member != World.Members[World.Cirra]) ? "promise 3: evidence is kept against somebody who told one story"
                : held.Disputed.Any(d => rules.ChargedFor(world[d].Statement, World.Members[hearing.Disputed(held, d) ?? world[d].Author]) != world[d].Statement.Member) ? "promise 3: a sighting is charged to another than its author"
                : EndedKeySpeaks(held) ? "promise 3: a statement by an ended key stands after the roster that ended it"
                : BeforeWhatItSaw(held) ? "promise 6: a statement is held whose sight is not"
                : NewcomerDiffers(number) ? "promise 6: what is held is not admitted by a node that begins with nothing"
                : null;
        }

        return wrong;
    }

    private bool EndedKeySpeaks(Held held)
    {
        var adopted = Array.FindIndex(held.Journals[World.Cirra], s => world[s].Statement.Kind == RecordKinds.RosterAdopted);
        return adopted >= 0 && held.Journals[World.Cirra].Skip(adopted).Any(s => world[s].SignedBy.Equals(world.KeyOf(World.Cirra).Public));
    }

    // But for journals known to be forked: of those an author may have seen the other branch.
    private bool BeforeWhatItSaw(Held held) => held.Journals.SelectMany(j => j).Any(s => Enumerable.Range(0, World.Count).Any(m =>
        world[s].Statement.Seen[World.Members[m]] is var sight && held.Evidence.All(e => world.EvidenceOf(e).Member != World.Members[m])
        && (sight.Size > held.Journals[m].Length || held.Of(m).Tree.RootAt(sight.Size) != sight.Root)));

    private bool NewcomerDiffers(int number) => !hearing[hearing.Ask(hearing.Nothing(hearing[number].Owner), number)].Journals.Zip(hearing[number].Journals).All(j => j.First.SequenceEqual(j.Second));

    // Arda and Bera are honest, whatever befalls their machines: no two nodes hold different statements of theirs at one index.
    private string? TwoStories(int[] all, bool isDishonest)
    {
        foreach (var (one, other) in Pairs)
        {
            for (var author = 0; author < (isDishonest ? World.Cirra : World.Count); author++)
            {
                if (Apart(hearing[all[one]], hearing[all[other]], author) >= 0)
                {
                    return $"promise 3: nodes {one} and {other} hold two stories of {author}, who is honest";
                }
            }
        }

        return null;
    }

    // Before every member has accepted the charter nothing else has effect, at any node.
    private string? Consent(int[] all)
    {
        var accepted = Enumerable.Range(0, World.Count).All(m => hearing[all[m]].Journals[m].Length > 0);
        var early = Array.FindIndex(all, number => rules.IsFounded(hearing[number].Record));
        return early >= 0 && !accepted ? $"promise 5: for node {early} the forum is founded, though not all have accepted" : null;
    }

    // Two that hold different branches know it once each has asked the other.
    private string? Met(int[] all)
    {
        foreach (var (one, other) in Pairs)
        {
            var first = hearing.Ask(all[one], all[other]);
            var second = hearing.Ask(all[other], first);
            if (Apart(hearing[first], hearing[second], World.Cirra) is var index and >= 0 && !(Knows(hearing[first], index) && Knows(hearing[second], index)))
            {
                return $"promise 3: nodes {one} and {other} met and do not know that Cirra's journal is forked at {index}";
            }
        }

        return null;
    }

    private bool Knows(Held held, int index) => held.Evidence.Any(e => world.EvidenceOf(e).Index <= index);

    // When all have met often enough: one history, but for branches of a fork that nothing decides yet; what equal nodes show is equal; no honest sighting is disputed.
    private string? Same(int[] all)
    {
        var healed = Healed(all);
        foreach (var (one, other) in Pairs)
        {
            var (first, second) = (hearing[healed[one]], hearing[healed[other]]);
            for (var author = 0; author < World.Count; author++)
            {
                // A node takes no branch of its own journal: restored, and with a thief's statement taken for its own, it stands still.
                var standsStill = author == World.Cirra && other == World.Cirra && second.Of(author).Forks.Open is not null;
                if (!standsStill && !first.Journals[author].SequenceEqual(second.Journals[author]) && !IsUndecided(first, second, author))
                {
                    return $"promise 1: when all have met, nodes {one} and {other} hold {author} differently: {string.Join(',', first.Journals[author])} and {string.Join(',', second.Journals[author])}";
                }
            }

            if (first.Journals.Zip(second.Journals).All(j => j.First.SequenceEqual(j.Second)) && !Shown(first).SequenceEqual(Shown(second)))
            {
                return $"promise 1: nodes {one} and {other} hold the same and show another";
            }
        }

        var disputed = healed.SelectMany(h => hearing[h].Disputed.Select(d => (Sighting: d, Named: hearing.Disputed(hearing[h], d))))
            .Where(d => world[d.Sighting].Author != World.Cirra && d.Named is { } named && all.Any(number => Holds(hearing[number], named, world[d.Sighting])))
            .Select(d => d.Sighting).FirstOrDefault(-1);
        return disputed >= 0 ? $"promise 3: when all have met, a sighting of honest {world[disputed].Author} is still disputed" : null;
    }

    // What was seen may be lost with the one machine that held it: then nobody can show that the sighting was honest.
    private static bool Holds(Held held, int named, Known sighting) =>
        sighting.Statement.Seen[World.Members[named]] is var sight && sight.Size <= held.Journals[named].Length && held.Of(named).Tree.RootAt(sight.Size) == sight.Root;

    // Branches of equal rank stay where they are, until a higher roster.
    private static bool IsUndecided(Held one, Held other, int author) =>
        (one.Of(author).Forks, other.Of(author).Forks) is var (first, second)
        && (((first.Open ?? second.Open) is not null && !(first is { Any: true, Open: null }) && !(second is { Any: true, Open: null }))
            || (Apart(one, other, author) is var index and >= 0 && first.RankAt(index).CompareTo(second.RankAt(index)) == 0));

    private int[] Healed(int[] all)
    {
        int[] now = [.. all];
        for (var before = Array.Empty<int>(); !before.SequenceEqual(now);)
        {
            before = [.. now];
            foreach (var (one, other) in Pairs)
            {
                now[one] = hearing.Ask(now[one], now[other]);
                now[other] = hearing.Ask(now[other], now[one]);
            }
        }

        return now;
    }

    private static int Apart(Held one, Held other, int author) =>
        Enumerable.Range(0, Math.Min(one.Journals[author].Length, other.Journals[author].Length)).FirstOrDefault(i => one.Journals[author][i] != other.Journals[author][i], -1);

    private List<string> Shown(Held held) => held.Record.Charter is null ? [] :
    [
        rules.IsFounded(held.Record).ToString(),
        .. held.Channel.Journals.SelectMany(j => j.Forks.Indices.Select(index => $"{j.Member} {index} {j.Forks.DecisionOf(index)}")),
        .. held.Channel.Journals.Select(j => $"{j.Member} {j.Head.Root} {j.Forks.Open}"),
    ];
}
