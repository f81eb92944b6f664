using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Sync;

namespace Comity.Tests.Explorer;

/// <summary>Everything that can happen next. A cut line is one over which nothing happens; a lost receipt one that nobody hears.</summary>
internal sealed class Steps(World world, Hearing hearing, Standings standings, Rules rules, Limits limits)
{
    private static readonly string[] Names = ["Arda", "Bera", "Cirra"];

    private readonly Numbers<NodeState> _nodes = new();
    private readonly Numbers<string> _loose = new();
    private readonly List<int[]> _looseSets = [];

    public NodeState Node(State state, int member) => _nodes[state[member]];

    public Held Held(State state, int member) => hearing[Node(state, member).Held];

    /// <summary>What each of the three holds.</summary>
    public (int A, int B, int C) Held(State state) => (_nodes[state.A].Held, _nodes[state.B].Held, _nodes[state.C].Held);

    public IReadOnlyList<int> Loose(State state) => _looseSets[state.Loose];

    public State First()
    {
        var nodes = Enumerable.Range(0, World.Count).Select(m => limits.FromTheCharter ? hearing.Nothing(m) : hearing.Founded(m)).ToList();
        if (limits.FromTheCharter)
        {
            nodes[World.Arda] = hearing.Hear(nodes[World.Arda], world.First[World.Arda]);
        }

        int Of(int m) => _nodes.Of(Standings.Running(nodes[m], hearing[nodes[m]]));
        return new State(Of(0), Of(1), Of(2), LooseOf([]), 0, 0);
    }

    public IEnumerable<(State Next, string Step)> From(State state)
    {
        for (var member = 0; member < World.Count; member++)
        {
            foreach (var step in Own(state, member).Concat(Faults(state, member)).Concat(Between(state, member)))
            {
                yield return step;
            }
        }

        if (limits.Dishonesty && !limits.FromTheCharter)
        {
            foreach (var step in Dishonest(state))
            {
                yield return step;
            }
        }
    }

    /// <summary>The state in which Arda and Bera have changed places.</summary>
    public State Mirror(State state)
    {
        int Swapped(int node) => _nodes.Of(Mirrored(_nodes[node]));
        return new State(Swapped(state.B), Swapped(state.A), Swapped(state.C), LooseOf([.. Loose(state).Select(world.Mirror)]), state.Said, state.Faults);
    }

    public State Asks(State state, int asker, int asked)
    {
        var node = Node(state, asker);
        return Put(state, asker, standings.HasAnswer(standings.Holds(node, hearing.Ask(node.Held, Node(state, asked).Held)), asked));
    }

    private IEnumerable<(State, string)> Own(State state, int member)
    {
        var (node, held) = (Node(state, member), Held(state, member));
        if (state.Said >= limits.Statements || !standings.MaySign(node) || held.Record.Charter is null)
        {
            yield break;
        }

        if (limits.FromTheCharter && held.Journals[member].Length == 0)
        {
            yield return Says(state, member, world.First[member], "accepts");
            yield break;
        }

        var decisions = ForkedPlaces.DecisionsToCite(held.Channel, World.Members[member]).Select(id => held.Journals.SelectMany(j => j).First(s => world[s].Statement.Id == id)).ToArray();
        var roster = held.Of(member).Roster!.Sequence;
        yield return Says(state, member, world.Say(new Words(member, "said", held.Journals, roster, decisions)), "says");
        if (ReceiptRules.IsOwed(held.Channel, World.Members[member], Substance(held)))
        {
            yield return Says(state, member, world.Say(new Words(member, RecordKinds.Receipt, held.Journals, roster, decisions)), "gives a receipt");
        }

        if (member == World.Cirra && roster == 1)
        {
            yield return Says(state, member, world.Say(new Words(member, RecordKinds.RosterAdopted, held.Journals, 2, decisions)), "adopts a second roster");
        }

        foreach (var evidence in held.Evidence.Where(e => world.EvidenceOf(e).Member == World.Members[member] && held.Of(member).Forks.MayBeDeclared(world.EvidenceOf(e).Index)))
        {
            yield return Says(state, member, world.Say(new Words(member, RecordKinds.ForkDeclared, held.Journals, roster, decisions, Evidence: evidence)), "declares its branch");
        }

        if (!rules.StoresBeforeItTells)
        {
            var words = world.Say(new Words(member, "told too early", held.Journals, roster, decisions));
            var listener = (member + 1) % World.Count;
            var told = Put(state, listener, standings.Holds(Node(state, listener), hearing.Hear(Node(state, listener).Held, words)));
            yield return (Put(told, member, node) with { Said = state.Said + 1 }, $"{Names[member]} tells {Names[listener]}, and is killed before it stores");
        }
    }

    // Through admission like anybody's: what the own rules refuse is not said.
    private (State, string) Says(State state, int member, int statement, string how) => hearing.Hear(Node(state, member).Held, statement) is var held && held != Node(state, member).Held
        && hearing[held].Journals[member].Length > Held(state, member).Journals[member].Length
        ? (Put(state, member, standings.Says(Node(state, member), held)) with { Said = state.Said + 1 }, $"{Names[member]} {how}")
        : (state, "");

    private IEnumerable<(State, string)> Faults(State state, int member)
    {
        var node = Node(state, member);
        if (node.IsAsking && (!node.IsOldCopy || limits.TiresWithOldCopy))
        {
            yield return (Put(state, member, node with { IsAsking = false }), $"{Names[member]} waits no longer for its peers");
        }

        if (state.Faults >= limits.Faults || limits.FromTheCharter)
        {
            yield break;
        }

        var after = state with { Faults = state.Faults + 1 };
        yield return (Put(after, member, standings.Starts(node)), $"{Names[member]} crashes and starts");
        var founded = node with { Held = hearing.Founded(member) };
        yield return (Put(after, member, standings.Starts(founded)), $"{Names[member]} is restored from its first day, its guard kept");
        yield return (Put(after, member, standings.Starts(founded with { Guarded = -1, GuardedLast = -1 })), $"{Names[member]} is restored from its first day, its guard lost");
        yield return (Put(after, member, standings.Starts(founded with { Guarded = 1, GuardedLast = world.First[member], IsOldCopy = true })), $"{Names[member]} is restored from its first day, guard and all");
    }

    private IEnumerable<(State, string)> Between(State state, int member)
    {
        for (var other = 0; other < World.Count; other++)
        {
            if (other == member)
            {
                continue;
            }

            yield return (Asks(state, member, other), $"{Names[member]} asks {Names[other]}");
            var (node, from) = (Node(state, member), Held(state, other));
            for (var author = 0; author < World.Count; author++)
            {
                var size = hearing[node.Held].Journals[author].Length;
                if (author != member && size < from.Journals[author].Length)
                {
                    yield return (Put(state, member, standings.Holds(node, hearing.Hear(node.Held, from.Journals[author][size]))), $"{Names[member]} hears {Names[author]} {size} from {Names[other]}, and the line is cut");
                }
            }
        }
    }

    // A thief with Cirra's first key, or Cirra itself: at its journal's end or in place of the last, and on what was forged before.
    private IEnumerable<(State, string)> Dishonest(State state)
    {
        foreach (var statement in Loose(state))
        {
            for (var member = 0; member < World.Count; member++)
            {
                var node = Node(state, member);
                yield return (Put(state, member, standings.Holds(node, hearing.Hear(node.Held, statement))), $"{Names[member]} is shown {statement} of Cirra {world[statement].Index}");
            }
        }

        if (state.Said >= limits.Statements)
        {
            yield break;
        }

        var (seen, own) = (Held(state, World.Cirra).Journals, Held(state, World.Cirra).Journals[World.Cirra]);
        var beginnings = Enumerable.Range(Math.Max(1, own.Length - 1), own.Length > 1 ? 2 : 1).Select(size => own[..size])
            .Concat(Loose(state).Where(s => world[s].Index == own.Length).Select(s => own.Append(s).ToArray()));
        foreach (var beginning in beginnings)
        {
            int[][] sight = [seen[0], seen[1], beginning];
            yield return Lets(state, world.Say(new Words(World.Cirra, "forged", sight, 1, [])), "signs with Cirra's first key");
            for (var beyond = 0; beyond < 2 && beginning.Length == own.Length; beyond++)
            {
                yield return Lets(state, world.Say(new Words(World.Cirra, "invented", sight, 1, [], World.Arda, beyond)), "invents a sighting of Arda with Cirra's first key");
            }
        }
    }

    private (State, string) Lets(State state, int statement, string how) =>
        (state with { Loose = LooseOf([.. Loose(state).Append(statement)]), Said = state.Said + 1 }, $"somebody {how}: {statement} at {world[statement].Index}");

    private State Put(State state, int member, NodeState node) => state.With(member, _nodes.Of(node.IsAsking ? node : node with { IsOldCopy = false }));

    private NodeState Mirrored(NodeState node)
    {
        static int Bits(int bits) => (bits & 4) | ((bits & 1) << 1) | ((bits & 2) >> 1);
        return node with { Held = hearing.Mirror(node.Held), GuardedLast = node.GuardedLast < 0 ? -1 : world.Mirror(node.GuardedLast), Answered = Bits(node.Answered) };
    }

    private Dictionary<MemberId, long> Substance(Held held) =>
        Enumerable.Range(0, World.Count).ToDictionary(m => World.Members[m], m => (long)Array.FindLastIndex(held.Journals[m], s => !ReceiptRules.IsReceipt(world[s].Statement)) + 1);

    private int LooseOf(int[] statements)
    {
        int[] set = [.. statements.Distinct().Order()];
        var number = _loose.Of(string.Join(',', set));
        if (number == _looseSets.Count)
        {
            _looseSets.Add(set);
        }

        return number;
    }
}
