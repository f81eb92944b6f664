using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Comity.Domain.Pictures;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Sync;

/// <summary>What a node serves to the other members' nodes, and to nobody else.</summary>
/// <remarks>docs/spec/sync.md.</remarks>
public static class SyncEndpoints
{
    /// <summary>Statements in one answer.</summary>
    public const int MostStatements = 1000;

    /// <summary>Characters in one answer, about; at least one statement is always served.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapSync(this IEndpointRouteBuilder routes)
    {
        var sync = routes.MapGroup("/sync/v1").AddEndpointFilter<PeerFilter>().ExcludeFromDescription();
        sync.MapGet("/heads", (HttpContext http, NodeRecord record, NodeOptions options) => TypedResults.Ok(Heads(record, options, PeerFilter.PeerOf(http))));
        sync.MapGet("/journals/{channel}/{member}", Journal);
        sync.MapGet("/evidence", Evidence);
        sync.MapGet("/knock", Knock);
    }

    private static HeadsMessage Heads(NodeRecord record, NodeOptions options, MemberId peer) => new(
        options.Member.ToString(),
        options.Forum.ToString(),
        PictureJson.Edition,
        new(record.HeadsFor(peer).ToDictionary(
            c => c.Key.ToString(), c => new SortedDictionary<string, long>(c.Value.ToDictionary(j => j.Key.ToString(), j => j.Value), StringComparer.Ordinal)), StringComparer.Ordinal))
    {
        Roots = new(record.RootsFor(peer).ToDictionary(
            c => c.Key.ToString(), c => new SortedDictionary<string, string>(c.Value.ToDictionary(j => j.Key.ToString(), j => j.Value.ToString()), StringComparer.Ordinal)), StringComparer.Ordinal),
        Evidence = [.. record.EvidenceFor(peer).Select(id => id.ToString())],
    };

    private static Results<ContentHttpResult, NotFound> Evidence(HttpContext http, NodeRecord record, string id) =>
        Hash256.TryParse(id, out var parsed) && record.EvidenceFor(PeerFilter.PeerOf(http)).Contains(parsed) && record.FindEvidence(parsed) is { } kept
            ? TypedResults.Text(kept.Evidence.Text, "text/plain")
            : TypedResults.NotFound();

    private static Results<ContentHttpResult, NotFound> Journal(HttpContext http, NodeRecord record, NodeOptions options, string channel, string member, long from = 0, int limit = MostStatements)
    {
        var peer = PeerFilter.PeerOf(http);
        if (!ChannelId.TryParse(channel, out var id) || !MemberId.TryParse(member, out var author) || from < 0 || !MayHear(record, options, id, peer))
        {
            return TypedResults.NotFound();
        }

        var lines = new List<string>();
        var characters = 0;
        foreach (var stored in record.Store.ReadJournal(id, author, from, Math.Clamp(limit, 1, MostStatements)))
        {
            if (characters > 0 && characters + stored.Compact.Length > MostCharacters)
            {
                break;
            }

            characters += stored.Compact.Length;
            lines.Add(stored.Compact);
        }

        return TypedResults.Text(string.Join('\n', lines), "text/plain");
    }

    // The charter comes before anything says who belongs where: its journal is served to every peer the node was told of.
    private static bool MayHear(NodeRecord record, NodeOptions options, ChannelId channel, MemberId peer) =>
        record.Read(r => r.Find(channel)?.Members.Contains(peer)) ?? (channel.IsPlenary && options.Peers.Any(p => p.Member == peer));

    private static ServerSentEventsResult<string> Knock(HttpContext http, NodeRecord record, NodeOptions options, IHostApplicationLifetime lifetime)
    {
        var peer = PeerFilter.PeerOf(http);
        var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(ends);
        return TypedResults.ServerSentEvents(News(record, options, peer, ends.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> News(NodeRecord record, NodeOptions options, MemberId peer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var version = record.Version;
            yield return new SseItem<string>(JsonSerializer.Serialize(Heads(record, options, peer), JsonSerializerOptions.Web), "heads");

            // A bad peer's stream ends quietly when the node stops: an exception would be logged as a failure.
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            wait.CancelAfter(Heartbeat);
            await ((Task)record.NewsAsync(version, wait.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
