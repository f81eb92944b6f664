using Comity.Node.Guard;
using Comity.Record;

namespace Comity.Tests.Explorer;

/// <summary>A node's guard through its life, and whether it may sign: asked of the rules of standing.</summary>
internal sealed class Standings(World world, Hearing hearing, Rules rules)
{
    private const int Everybody = (1 << World.Count) - 1;

    private readonly Dictionary<NodeState, bool> _signs = [];

    public static NodeState Running(int held, Held what) => new(held, what.Journals[what.Owner].Length, what.Journals[what.Owner].LastOrDefault(-1), Others(what.Owner), false, false);

    public bool MaySign(NodeState node)
    {
        if (node.IsAsking)
        {
            return false;
        }

        if (!_signs.TryGetValue(node, out var signs))
        {
            signs = _signs[node] = IsLevel(node);
        }

        return signs;
    }

    /// <summary>What it holds is now this; own statements that came from others and that the guard did not know show it to be an old copy.</summary>
    public NodeState Holds(NodeState node, int held)
    {
        var own = hearing[held].Journals[hearing[held].Owner];
        var isBeyond = node.Guarded >= 0 && own.Length > node.Guarded && own.Length > hearing[node.Held].Journals[hearing[held].Owner].Length;
        return isBeyond ? node with { Held = held, Guarded = -1, GuardedLast = -1 } : node with { Held = held };
    }

    public NodeState Says(NodeState node, int held)
    {
        var own = hearing[held].Journals[hearing[held].Owner];
        return node with { Held = held, Guarded = own.Length, GuardedLast = own[^1] };
    }

    public NodeState HasAnswer(NodeState node, int from) =>
        node with { Answered = node.Answered | (1 << from), IsAsking = node.IsAsking && (node.Answered | (1 << from)) != Others(hearing[node.Held].Owner) };

    /// <summary>A start: what is stored and was never released is released, once the guard has been advanced over it.</summary>
    public NodeState Starts(NodeState node)
    {
        var own = hearing[node.Held].Journals[hearing[node.Held].Owner];
        var begun = node with { Answered = 0, IsAsking = true };
        return node.Guarded >= 0 && own.Length > node.Guarded && IsLevel(begun) ? begun with { Guarded = own.Length, GuardedLast = own[^1] } : begun;
    }

    private static int Others(int owner) => Everybody & ~(1 << owner);

    private bool IsLevel(NodeState node)
    {
        var me = World.Members[hearing[node.Held].Owner];
        var mark = node.Guarded < 0 ? GuardMark.Unknown : node.Guarded == 0 ? GuardMark.Nothing : new GuardMark(node.Guarded, world[node.GuardedLast].Statement.Id);
        return rules.MaySign(new Places(hearing[node.Held], world), new Answers(node.Answered), GuardContent.New(world.Charter.Id, me, unlistedIsUnknown: false).With(ChannelId.Plenary, mark));
    }

    private sealed class Places(Held held, World world) : IOwnPlaces
    {
        public MemberId Me => World.Members[held.Owner];

        public long Size(ChannelId channel) => held.Journals[held.Owner].Length;

        public StatementId? IdAt(ChannelId channel, long index) => index < Size(channel) ? world[held.Journals[held.Owner][(int)index]].Statement.Id : null;

        public IReadOnlyList<MemberId> Others(ChannelId channel) => [.. World.Members.Where(m => m != Me)];

        public bool EndsWithGap(ChannelId channel, GuardMark mark) => false;
    }

    // A peer that is asked shows at once what it holds, or is not reached: none claims what it does not show.
    private sealed class Answers(int answered) : IPeerAnswers
    {
        public IReadOnlySet<MemberId> Answered { get; } = World.Members.Where((_, m) => (answered & (1 << m)) != 0).ToHashSet();

        public long Claimed(ChannelId channel) => 0;
    }
}
