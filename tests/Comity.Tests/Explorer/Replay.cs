using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Forum;

namespace Comity.Tests.Explorer;

/// <summary>Three real nodes and the explored ones beside them, both taking the same steps.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-replay-").FullName;
    private readonly World _world = new();
    private readonly Random _random;
    private readonly Hearing _hearing;
    private readonly Standings _standings;
    private readonly RealNode[] _real;
    private readonly NodeState[] _explored = new NodeState[World.Count];
    private readonly List<int> _loose = [];

    private Replay(Random random)
    {
        _random = random;
        _hearing = new Hearing(_world, new Rules());
        _standings = new Standings(_world, _hearing, new Rules());
        _real = [.. Enumerable.Range(0, World.Count).Select(m => new RealNode(_world, m, _folder))];
    }

    public List<string> Trace { get; } = [];

    public static async Task<Replay> FoundedAsync(Random random)
    {
        var replay = new Replay(random);
        foreach (var node in replay._real)
        {
            node.Open();
            node.Record.Guard.StopAsking();
            await node.Record.ImportAsync([replay._world.Charter.Compact], default);
            await node.Record.OpenJournalAsync(ChannelId.Plenary, "working", default);
        }

        for (var member = 0; member < World.Count; member++)
        {
            replay._world.First[member] = replay._world.Learn(replay._real[member].Journal(World.Members[member])[0]);
        }

        foreach (var asker in replay._real)
        {
            foreach (var asked in replay._real.Where(r => r != asker))
            {
                await asker.AskAsync(asked);
            }
        }

        for (var member = 0; member < World.Count; member++)
        {
            await replay._real[member].BackUpAsync();
            var held = replay._hearing.Founded(member);
            replay._explored[member] = replay._standings.Starts(Standings.Running(held, replay._hearing[held]));
        }

        return replay;
    }

    /// <returns>What kind of step was taken.</returns>
    public async Task<string> StepAsync()
    {
        var member = _random.Next(World.Count);
        var kind = _random.Next(14) switch { < 4 => "say", < 9 => "ask", 9 => "crash", 10 => "restore", 11 => "tire", 12 => "forge", _ => "show" };
        Trace.Add($"{kind} {World.Members[member]}");
        switch (kind)
        {
            case "say": await SayAsync(member); break;
            case "ask": await AskAsync(member, (member + 1 + _random.Next(World.Count - 1)) % World.Count); break;
            case "crash":
                await _real[member].CrashAsync();
                _explored[member] = _standings.Starts(_explored[member]);
                break;
            case "restore": await RestoreAsync(member, new[] { "kept", "lost", "old" }[_random.Next(3)]); break;
            case "tire":
                _real[member].Record.Guard.StopAsking();
                _explored[member] = _explored[member] with { IsAsking = false };
                break;
            case "forge": Forge(); break;
            default: await ShowAsync(member); break;
        }

        return kind;
    }

    /// <summary>A real node keeps what it cannot place yet, and takes it once the rest has come; the explored ones forget it, and may part from here on.</summary>
    public bool IsPutAside => _real.Any(r => r.Record.Waiting(ChannelId.Plenary).Count > 0);

    /// <summary>The same journals, evidence and disputed sightings, and the same leave to sign.</summary>
    public void RequireSame()
    {
        for (var member = 0; member < World.Count; member++)
        {
            var (real, held) = (_real[member], _hearing[_explored[member].Held]);
            for (var author = 0; author < World.Count; author++)
            {
                Assert.True(
                    held.Journals[author].Select(s => _world[s].Statement.Id).SequenceEqual(real.Ids(World.Members[author])),
                    $"{real.Me} of {World.Members[author]}: expected {string.Join(", ", held.Journals[author].Select(s => _world[s].Statement))}; found {string.Join(", ", real.Ids(World.Members[author]))}; disputed {string.Join(", ", held.Disputed.Select(d => _world[d].Statement))}");
            }

            Assert.Equal(held.Evidence.Select(e => _world.EvidenceOf(e).Id).Order(), real.Record.Evidence(ChannelId.Plenary).Select(e => e.Evidence.Id).Order());
            RequireSameLeave(member, held);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _real)
        {
            await node.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    // Where its own journal is forked and undecided a real node may stand still for longer: a peer shows more of a branch than it can take.
    private void RequireSameLeave(int member, Held held)
    {
        var (real, explored) = (_real[member].Record.Guard.Health, _standings.MaySign(_explored[member]));
        var maySign = real.Hold == SigningHold.None;
        Assert.True(maySign == explored || (!maySign && held.Of(member).Forks.Open is not null), $"{World.Members[member]}: expected {(explored ? "leave" : "no leave")} to sign, found {real}");
    }

    // What the real node signs is the explored one's next statement, on the same sight; what it refuses to sign the explored one refuses too.
    private async Task SayAsync(int member)
    {
        if (_real[member].Record.Guard.Health.Hold != SigningHold.None)
        {
            return;
        }

        var before = _hearing[_explored[member].Held];
        var declares = before.Evidence.Any(e => _world.EvidenceOf(e).Member == World.Members[member] && before.Of(member).Forks.Open is not null);
        try
        {
            var said = declares && _random.Next(2) == 0
                ? (await _real[member].Record.DeclareForksAsync(ChannelId.Plenary, "Desk", "working", default))[0]
                : await _real[member].SayAsync($"words {_world.Statements}");
            Assert.Equal(before.Channel.Seen, said.Seen);
            var after = _hearing.Hear(_explored[member].Held, _world.Learn(said.Compact));
            Assert.Equal(said.Index + 1, _hearing[after].Journals[member].Length);
            _explored[member] = _standings.Says(_explored[member], after);
        }
        catch (ArgumentException refused)
        {
            Assert.Contains("record.forked", refused.Message, StringComparison.Ordinal);
            Assert.NotNull(before.Of(member).Forks.Open);
        }
    }

    private async Task AskAsync(int asker, int asked)
    {
        Trace[^1] += $" {World.Members[asked]}";
        await _real[asker].AskAsync(_real[asked]);
        _explored[asker] = _standings.HasAnswer(_standings.Holds(_explored[asker], _hearing.Ask(_explored[asker].Held, _explored[asked].Held)), asked);
    }

    private async Task RestoreAsync(int member, string guard)
    {
        Trace[^1] += $" {guard}";
        await _real[member].RestoreAsync(guard);
        var restored = _explored[member] with { Held = _hearing.Founded(member) };
        _explored[member] = _standings.Starts(guard switch
        {
            "lost" => restored with { Guarded = -1, GuardedLast = -1 },
            "old" => restored with { Guarded = 1, GuardedLast = _world.First[member] },
            _ => restored,
        });
    }

    private void Forge()
    {
        var seen = _hearing[_explored[World.Cirra].Held].Journals;
        var own = seen[World.Cirra];
        var size = Math.Max(1, own.Length - _random.Next(2));
        _loose.Add(_world.Say(new Words(World.Cirra, "forged", [seen[0], seen[1], own[..size]], 1, [], _random.Next(3) == 0 ? World.Arda : -1, _random.Next(2))));
    }

    private async Task ShowAsync(int member)
    {
        if (_loose.Count > 0)
        {
            var statement = _loose[_random.Next(_loose.Count)];
            Trace[^1] += $" {_world[statement].Statement}";
            await _real[member].Record.ImportAsync([_world[statement].Statement.Compact], default);
            _explored[member] = _standings.Holds(_explored[member], _hearing.Hear(_explored[member].Held, statement));
        }
    }
}
