using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store.Sqlite;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Explorer;

/// <summary>A member's real record with its store and its guard; what a line between nodes does is done to it by hand, step by step.</summary>
internal sealed class RealNode(World world, int member, string folder) : IAsyncDisposable
{
    private readonly NodeOptions _options = new(
        World.Members[member], world.Charter.Id, world.KeyOf(member), world.Rosters[member].Compact, Directory.CreateDirectory(Path.Combine(folder, World.Members[member].ToString())).FullName,
        [Desk], new Dictionary<Hash256, Officer>(),
        [.. Enumerable.Range(0, World.Count).Where(m => m != member).Select(m => new PeerOptions(World.Members[m], new Uri("http://127.0.0.1:9"), [world.KeyOf(m).Public]))],
        new FixedClock(TimeSpan.Zero));

    public NodeRecord Record { get; private set; } = null!;

    public MemberId Me => _options.Member;

    public void Open() => Record = NodeRecord.Open(_options, SqliteStatementStore.Open(Database));

    private string Database => Path.Combine(_options.Data, NodeHost.DatabaseName);

    public async Task<Statement> SayAsync(string words) => await Record.SayAsync(ChannelId.Plenary, Comity.Tests.Node.Runtime.LoneNode.Draft(words), default);

    /// <summary>Keeps the state of this moment for a later <see cref="RestoreAsync"/>. Closes and opens.</summary>
    public async Task BackUpAsync()
    {
        await Record.DisposeAsync();
        File.Copy(Database, Path.Combine(folder, $"{Me}.old"));
        File.Copy(_options.GuardPath, Path.Combine(folder, $"{Me}.old-guard"));
        Open();
    }

    public async Task CrashAsync()
    {
        await Record.DisposeAsync();
        Open();
    }

    /// <param name="guard">"kept", "lost" or "old".</param>
    public async Task RestoreAsync(string guard)
    {
        await Record.DisposeAsync();
        foreach (var file in Directory.GetFiles(_options.Data))
        {
            File.Delete(file);
        }

        File.Copy(Path.Combine(folder, $"{Me}.old"), Database);
        if (guard == "lost")
        {
            File.Delete(_options.GuardPath);
        }
        else if (guard == "old")
        {
            File.Copy(Path.Combine(folder, $"{Me}.old-guard"), _options.GuardPath, overwrite: true);
        }

        Open();
    }

    /// <summary>As PeerLink and ForkWatch do over the wire, one statement at a time: of what comes together more is admitted before evidence is looked at.</summary>
    public async Task AskAsync(RealNode peer)
    {
        Record.Guard.Told(peer.Me, peer.Record.HeadsFor(Me).ToDictionary(c => c.Key, IReadOnlyDictionary<MemberId, long> (c) => c.Value), anotherCopy: false);
        var (ours, theirs) = (Journal(Me).Count, peer.Journal(Me).Count);
        await Record.ImportAsync([.. peer.Journal(Me).Skip(Math.Max(0, Math.Min(ours, theirs) - 1))], default);
        Record.Guard.Answered(peer.Me);
        for (var before = ""; before != Print();)
        {
            before = Print();
            foreach (var statement in World.Members.SelectMany(m => peer.Journal(m).Skip(Journal(m).Count)).ToList())
            {
                await Record.ImportAsync([statement], default);
            }

            await Record.ImportEvidenceAsync([.. peer.Record.EvidenceFor(Me).Select(id => peer.Record.FindEvidence(id)!.Evidence.Text)], default);
            foreach (var author in World.Members)
            {
                await CompareAsync(author, peer);
            }
        }

        Record.Guard.Settled(peer.Me);
    }

    public IReadOnlyList<string> Journal(MemberId author) => [.. Record.Store.ReadJournal(ChannelId.Plenary, author, 0, int.MaxValue).Select(s => s.Compact)];

    public IEnumerable<StatementId> Ids(MemberId author) => Record.Store.ReadJournal(ChannelId.Plenary, author, 0, int.MaxValue).Select(s => s.Id);

    public async ValueTask DisposeAsync() => await Record.DisposeAsync();

    private async Task CompareAsync(MemberId author, RealNode peer)
    {
        var (ours, theirs) = (Ids(author).ToList(), peer.Ids(author).ToList());
        var apart = Enumerable.Range(0, Math.Min(ours.Count, theirs.Count)).FirstOrDefault(i => ours[i] != theirs[i], -1);
        if (apart >= 0)
        {
            await Record.ImportAsync([peer.Journal(author)[apart]], default);
        }

        var fork = apart >= 0 ? apart : Record.Read(r => r.Find(ChannelId.Plenary)![author].Forks.Open) ?? -1;
        if (fork >= 0 && author != Me && Record.Read(r => r.Find(ChannelId.Plenary)![author].Forks.Indices.Contains(fork)))
        {
            await Record.TakeBranchAsync(ChannelId.Plenary, author, fork, [.. peer.Journal(author).Skip((int)fork)], default);
        }
    }

    private string Print() => string.Join('|', World.Members.Select(m => string.Join(',', Ids(m)))) + Record.Evidence(ChannelId.Plenary).Count;
}
