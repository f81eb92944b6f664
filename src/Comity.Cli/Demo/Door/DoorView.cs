using System.Globalization;
using Comity.Cli.Demo.Case;
using Comity.Domain.Disputes;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Cli.Demo.Door;

/// <summary>What the door shows: where the three nodes answer, how they fare, how far the case is played. It asks them and keeps nothing.</summary>
public sealed class DoorView(IReadOnlyDictionary<MemberId, NodeHost> nodes, IReadOnlyDictionary<MemberId, int> ports, CasePlayer player)
{
    public CasePlayer Player => player;

    public DemoState Play => player.State;

    /// <summary>The countries in the charter's order; the door takes nobody's side.</summary>
    public IReadOnlyList<Country> Countries(string language) => [.. CaseCharter.Parties.Select(p => Of(p, language))];

    /// <summary>Nodes that show the same picture of the plenary as most do.</summary>
    public int Same => nodes.Values.Select(Digest).OfType<string>().GroupBy(d => d, StringComparer.Ordinal).Select(g => g.Count()).DefaultIfEmpty(0).Max();

    public int Total => nodes.Count;

    public static string FullName(MemberId member, string language) => NamesOf(member)[language];

    /// <summary>As the name stands within a sentence: <c>the United States</c>.</summary>
    public static string Name(MemberId member, string language)
    {
        var names = NamesOf(member);
        return names.TryGetValue(language + "-sentence", out var within) ? within : names[language];
    }

    /// <summary>A page of a country's node, for people.</summary>
    public string PageOf(MemberId member, string path) => DemoRun.PageOf(member, ports[member]) + path;

    /// <summary>What a member says in its own words against the link from one act to the one it is said to answer, as a node shows it; null while it shows none.</summary>
    public DenialFinding? Denial(MemberId node, MemberId by, StatementId from, StatementId to) => Founded(nodes[node])
        ? nodes[node].Room.Picture(ChannelId.Plenary).Disputes.Links.FirstOrDefault(l => l.From == from && l.To == to && l.Relation == LinkRelation.Answers)
            ?.DeniedBy.FirstOrDefault(d => d.Member == by && d.Form == AccountForm.OwnWords)
        : null;

    /// <summary>Changes whenever something on the door's pages may have changed. Cheap: nothing is judged.</summary>
    public string State
    {
        get
        {
            var state = Play;
            var each = nodes.Values.Select(n => string.Join(
                ';', n.Room.Journals(ChannelId.Plenary).Concat(n.Room.Journals(ChannelId.Public)).Select(j => j.Head.Size.ToString(CultureInfo.InvariantCulture))
                    .Append(n.Record.Stopped is null ? "" : "stopped").Concat(n.Room.Peers.Select(p => p.State.ToString()))));
            return string.Create(CultureInfo.InvariantCulture, $"{string.Join('|', each)}@{state.Day:yyyy-MM-dd}#{state.Position} {player.Story}{(state.Playing ? " playing" : "")}");
        }
    }

    /// <summary>Completes when any node's record has changed, or when cancelled; never throws for either.</summary>
    public async Task ChangeAsync(IReadOnlyList<long> versions, CancellationToken cancellation)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = nodes.Values.Zip(versions).Select(n => (Task)n.First.Record.NewsAsync(n.Second, rest.Token)).ToList();
        await Task.WhenAny(news).ConfigureAwait(false);
        await rest.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(news).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public IReadOnlyList<long> Versions => [.. nodes.Values.Select(n => n.Record.Version)];

    private Country Of(CaseParty party, string language)
    {
        var node = nodes[party.Id];
        return new(
            party.Id, party.Names[language], party.Capital[language], PageOf(party.Id, "/"), node.Record.Stopped,
            node.Room.Journals(ChannelId.Plenary).Sum(j => j.Head.Size), node.Room.Peers.Count(p => p.State == PeerState.Connected), node.Room.Peers.Count);
    }

    private static IReadOnlyDictionary<string, string> NamesOf(MemberId member) => CaseCharter.Parties.First(p => p.Id == member).Names;

    private static bool Founded(NodeHost node) => node.Record.Read(r => r.IsFounded);

    private static string? Digest(NodeHost node) => Founded(node) ? node.Room.Picture(ChannelId.Plenary).Digest : null;
}

/// <param name="Page">Its room's address.</param>
/// <param name="Stopped">Why its node writes nothing more; null while all is well.</param>
/// <param name="Statements">Held of the plenary, its own and the others'.</param>
/// <param name="InTouch">How many of its <paramref name="Peers"/> it hears.</param>
public sealed record Country(MemberId Id, string Name, string Capital, string Page, string? Stopped, long Statements, int InTouch, int Peers);
