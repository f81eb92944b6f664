using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Comity.Domain.Pictures;
using Comity.Node.Access;
using Comity.Node.Evidence;
using Comity.Node.Metrics;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Sync;

/// <summary>What a node serves to the other members' nodes, and to nobody else.</summary>
/// <remarks>docs/spec/sync.md. Handlers read path and query themselves: a parameter that does not bind is answered before any filter is asked.</remarks>
public static class SyncEndpoints
{
    /// <summary>Statements in one answer.</summary>
    public const int MostStatements = 1000;

    /// <summary>Characters in one answer, about; at least one statement is always served.</summary>
    public const int MostCharacters = 4 * 1024 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapSync(this IEndpointRouteBuilder routes)
    {
        var sync = routes.MapGroup("/sync/v1").AddEndpointFilter<PeerFilter>().Needs(Need.Peer).ExcludeFromDescription();
        sync.MapGet("/heads", (HttpContext http, NodeRecord record, NodeOptions options, PresenceBook presence, string? instance = null) =>
        {
            presence.Heard(PeerFilter.PeerOf(http), instance ?? "");
            return TypedResults.Ok(Heads(record, options, PeerFilter.PeerOf(http)));
        });
        sync.MapGet("/journals/{channel}/{member}", Journal);
        sync.MapGet("/branches/{channel}/{member}", Branch);
        sync.MapGet("/evidence", Evidence);
        sync.MapGet("/blobs/{channel}/{id}", Blob);
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

    // Served is what the heads tell and no more: what is released, of channels the asker belongs to and of which anything is held.
    private static IResult Journal(HttpContext http, NodeRecord record, PeerQuotas quotas, NodeMetrics metrics)
    {
        var peer = PeerFilter.PeerOf(http);
        var route = http.Request.RouteValues;
        if (!ChannelId.TryParse(route["channel"] as string, out var channel) || !MemberId.TryParse(route["member"] as string, out var author)
            || !TryNumber(http.Request.Query["from"], 0, out var from) || !TryNumber(http.Request.Query["limit"], MostStatements, out var limit)
            || !record.HeadsFor(peer).TryGetValue(channel, out var sizes) || !sizes.TryGetValue(author, out var size))
        {
            return TypedResults.NotFound();
        }

        var quota = quotas.Of(peer);
        if (!quota.TryOpen(out var place))
        {
            metrics.OverQuota(peer);
            return PeerQuotas.TooMany(http, TimeSpan.FromSeconds(1));
        }

        http.Response.RegisterForDispose(place);
        return new JournalAnswer(record.Store, channel, author, from, Math.Min(size, from + Math.Clamp(limit, 1, MostStatements)), (statements, bytes) =>
        {
            quota.Charge(statements, bytes);
            metrics.Served(peer, statements, bytes);
        });
    }

    // What a member of the channel had seen of a forked journal, whichever branch it was: the journal held here, or one kept beside it.
    private static IResult Branch(HttpContext http, NodeRecord record, PeerQuotas quotas)
    {
        var peer = PeerFilter.PeerOf(http);
        var route = http.Request.RouteValues;
        if (!ChannelId.TryParse(route["channel"] as string, out var channel) || !MemberId.TryParse(route["member"] as string, out var author)
            || !TryNumber(http.Request.Query["from"], 0, out var from) || !TryNumber(http.Request.Query["size"], 0, out var size)
            || !Hash256.TryParse(http.Request.Query["root"], out var root) || !record.HeadsFor(peer).TryGetValue(channel, out var sizes) || !sizes.ContainsKey(author))
        {
            return TypedResults.NotFound();
        }

        var lines = record.BranchFrom(channel, author, new TreeHead(size, root), from, MostStatements, MostCharacters);
        if (lines.Count == 0)
        {
            return TypedResults.NotFound();
        }

        quotas.Of(peer).Charge(lines.Count, lines.Sum(l => (long)l.Length));
        return TypedResults.Text(string.Concat(lines.Select(l => l + "\n")), "text/plain");
    }

    // Salt and content of a piece of evidence that a statement of the channel names, to those who hear it.
    private static IResult Blob(HttpContext http, NodeRecord record, PeerQuotas quotas, NodeMetrics metrics, BlobShelf shelf)
    {
        var peer = PeerFilter.PeerOf(http);
        var route = http.Request.RouteValues;
        if (!ChannelId.TryParse(route["channel"] as string, out var channel) || !Hash256.TryParse(route["id"] as string, out var id) || !record.HeadsFor(peer).ContainsKey(channel))
        {
            return TypedResults.NotFound();
        }

        var quota = quotas.Of(peer);
        if (!quota.TryOpen(out var place))
        {
            metrics.OverQuota(peer);
            return PeerQuotas.TooMany(http, TimeSpan.FromSeconds(1));
        }

        http.Response.RegisterForDispose(place);
        if (shelf.Open(channel, id) is not { } salted)
        {
            return TypedResults.NotFound();
        }

        quota.Charge(1, salted.Length);
        metrics.Served(peer, 1, salted.Length);
        return TypedResults.Bytes(salted, "application/octet-stream");
    }

    private static bool TryNumber(string? text, long otherwise, out long number)
    {
        number = otherwise;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < long.MaxValue / 2);
    }

    private static ServerSentEventsResult<string> Knock(
        HttpContext http, NodeRecord record, NodeOptions options, PresenceBook presence, PeerQuotas quotas, NodeMetrics metrics, IHostApplicationLifetime lifetime, string? instance = null)
    {
        var peer = PeerFilter.PeerOf(http);
        var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.RegisterForDispose(quotas.Of(peer).Stream(ends));
        if (instance is { Length: > 0 and <= 64 })
        {
            var stay = presence.Arrive(peer, instance);
            http.Response.RegisterForDispose(stay);
            http.RequestAborted.Register(stay.Dispose);
        }

        return TypedResults.ServerSentEvents(News(record, options, peer, () => presence.HasEarlier(peer, instance ?? ""), metrics, ends.Token));
    }

    private static async IAsyncEnumerable<SseItem<string>> News(
        NodeRecord record, NodeOptions options, MemberId peer, Func<bool> hasEarlier, NodeMetrics metrics, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var open = metrics.Stream(peer);
        var version = record.Version;
        var heads = Told(record, options, peer, hasEarlier);
        while (!cancellation.IsCancellationRequested)
        {
            yield return new SseItem<string>(heads, "heads");

            // A bad peer's stream ends quietly when the node stops: an exception would be logged as a failure.
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            wait.CancelAfter(Heartbeat);
            for (var told = heads; heads == told && !wait.IsCancellationRequested; heads = Told(record, options, peer, hasEarlier))
            {
                // Not every change concerns this peer: the room's day, another channel, what a third node has told.
                await ((Task)record.NewsAsync(version, wait.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                version = record.Version;
            }
        }
    }

    private static string Told(NodeRecord record, NodeOptions options, MemberId peer, Func<bool> hasEarlier) =>
        JsonSerializer.Serialize(Heads(record, options, peer) with { Earlier = hasEarlier() }, JsonSerializerOptions.Web);
}
