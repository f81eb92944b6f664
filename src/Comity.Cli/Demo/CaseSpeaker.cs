using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Comity.Cli.Demo.Case;
using Comity.Domain;
using Comity.Node;
using Comity.Record;
using Comity.Record.Canonical;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Cli.Demo;

/// <summary>Has each member's node sign its lines of the case once the node holds what they rely on, and publish them.</summary>
/// <remarks>What has been said already is read off the record itself, so a stop half way leaves nothing twice. One caller at a time.</remarks>
public sealed class CaseSpeaker
{
    private const string Office = "Case file";
    private const string Level = "working";

    /// <summary>How long a node may take to hold what another has said before the play gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Statement> _said = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StatementId, bool> _inStories = new();
    private readonly Dictionary<string, Statement> _before = new(StringComparer.Ordinal);
    private readonly HashSet<string> _published = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<MemberId, NodeHost> _nodes;
    private readonly DemoClock _clock;

    public CaseSpeaker(IReadOnlyDictionary<MemberId, NodeHost> nodes, DemoClock clock)
    {
        _nodes = nodes;
        _clock = clock;
        foreach (var (member, node) in nodes)
        {
            foreach (var statement in node.Room.Channels.Where(c => !c.IsPublic).SelectMany(c => node.Room.Statements(c, member, 0, int.MaxValue)))
            {
                _before[Likeness(statement.Channel, member, statement.Kind, CanonicalJson.Digest(JsonObject.Create(statement.Body)))] = statement;
            }

            foreach (var published in node.Room.Statements(ChannelId.Public, member, 0, int.MaxValue).Where(s => s.Kind == RecordKinds.Published))
            {
                _published.Add(published.Body.GetProperty("statement").GetString()!);
            }
        }
    }

    /// <summary>Id of the statement a line was said as; null while it has not been. May be asked at any time.</summary>
    public StatementId? SaidAs(string key) => _said.TryGetValue(key, out var statement) ? statement.Id : null;

    /// <summary>Whether the line has been said, now or before the demo was stopped. Ask for earlier lines first.</summary>
    public bool WasSaid(CaseLine line)
    {
        if (_said.ContainsKey(line.Key))
        {
            return true;
        }

        if (!Relied(line).All(_said.ContainsKey))
        {
            return false;
        }

        var body = line.Body(IdOf);
        var found = _before.TryGetValue(Likeness(line.Channel, line.Author, BodyCodec.KindOf(body.GetType()), CanonicalJson.Digest(BodyCodec.Write(body))), out var statement);
        if (found)
        {
            Keep(line, statement!);
        }

        return found;
    }

    /// <summary>Says what of these lines has not been said, in as few turns as what they rely on allows, and publishes it.</summary>
    /// <remarks>A turn is what one member can say at once; within it the lines keep their order. Waiting for the wire costs the most, so few turns matter.</remarks>
    /// <exception cref="TimeoutException">A node does not receive what another has said.</exception>
    public async Task SayAsync(IEnumerable<CaseLine> lines, CancellationToken cancellation)
    {
        var left = lines.Where(l => !WasSaid(l)).ToList();
        while (left.Count > 0)
        {
            var before = left.Count;
            foreach (var author in _nodes.Keys)
            {
                var turn = left.Where(l => l.Author == author && Relied(l).All(_said.ContainsKey)).ToList();
                foreach (var said in turn.GroupBy(l => l.Channel))
                {
                    await SayTurnAsync(_nodes[author], said.Key, [.. said], cancellation).ConfigureAwait(false);
                }

                left.RemoveAll(turn.Contains);
            }

            if (left.Count == before)
            {
                throw new InvalidOperationException($"{left[0].Key} relies on a line that comes later");
            }
        }
    }

    /// <summary>Everything in the case comes from public sources: its authors publish what they said. A story is no part of it and stays in the room.</summary>
    public async Task PublishAsync(CancellationToken cancellation)
    {
        foreach (var (author, node) in _nodes)
        {
            var due = _said.Values.Where(s => s.Member == author && !_inStories.ContainsKey(s.Id) && !_published.Contains(s.Compact)).OrderBy(s => s.Index).ToList();
            await node.Record.SayAllAsync(
                ChannelId.Public, [.. due.Select(s => new StatementDraft(RecordKinds.Published, s.Track, null, [], Publication.BodyOf(s), Office, Level, _clock.Now))], cancellation).ConfigureAwait(false);
            _published.UnionWith(due.Select(s => s.Compact));
        }
    }

    /// <summary>Waits until every node holds what every other has said.</summary>
    /// <exception cref="TimeoutException">It takes too long.</exception>
    public async Task InStepAsync(CancellationToken cancellation)
    {
        foreach (var (author, node) in _nodes)
        {
            foreach (var channel in node.Room.Channels)
            {
                var size = node.Record.Read(r => r.Find(channel)!.Find(author)!.Size);
                foreach (var other in _nodes.Values.Where(n => n.Room.Channels.Contains(channel)))
                {
                    await HoldsAsync(other, channel, author, size, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task SayTurnAsync(NodeHost node, ChannelId channel, List<CaseLine> turn, CancellationToken cancellation)
    {
        foreach (var relied in turn.SelectMany(Relied).Select(key => _said[key]).Where(s => s.Member != node.Room.Me).GroupBy(s => (s.Channel, s.Member)))
        {
            await HoldsAsync(node, relied.Key.Channel, relied.Key.Member, relied.Max(s => s.Index) + 1, cancellation).ConfigureAwait(false);
        }

        var said = await node.Record.SayAllAsync(channel, [.. turn.Select(Draft)], cancellation).ConfigureAwait(false);
        foreach (var (line, statement) in turn.Zip(said))
        {
            Keep(line, statement);
        }
    }

    private void Keep(CaseLine line, Statement statement)
    {
        _said[line.Key] = statement;
        if (line.InStory)
        {
            _inStories[statement.Id] = true;
        }
    }

    private static IEnumerable<string> Relied(CaseLine line) => line.RefersTo.Concat(line.NeedsSaid);

    private StatementDraft Draft(CaseLine line)
    {
        var body = line.Body(IdOf);
        return new StatementDraft(
            BodyCodec.KindOf(body.GetType()),
            line.Track,
            line.SubjectKey is { } subject ? IdOf(subject) : null,
            line.RefersTo.Select(IdOf).ToValueList(),
            BodyCodec.Write(body),
            Office,
            Level,
            _clock.Now);
    }

    private StatementId IdOf(string key) => _said[key].Id;

    private static string Likeness(ChannelId channel, MemberId author, string kind, Hash256 body) => $"{channel} {author} {kind} {body}";

    private static async Task HoldsAsync(NodeHost node, ChannelId channel, MemberId member, long size, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var version = node.Record.Version;
                if (node.Record.Snapshot(channel)?.Heads[member].Size >= size)
                {
                    return;
                }

                await node.Record.NewsAsync(version, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{node.Room.Me} did not receive {channel}/{member} up to {size} within {Patience.TotalSeconds:0} s; everything said so far is kept");
        }
    }
}
