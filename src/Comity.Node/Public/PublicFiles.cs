using System.Text;
using Comity.Domain.Pictures;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Exports;
using Comity.Record.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Public;

/// <summary>The public site's files: the feed, and for each text what a stranger needs to check it.</summary>
public static class PublicFiles
{
    private const int Batch = 1000;

    public static void MapPublicFiles(this IEndpointRouteBuilder routes)
    {
        var site = routes.MapGroup("").Needs(Need.Open).ExcludeFromDescription();
        site.MapGet("/public/feed.atom", Feed);
        site.MapGet("/public/texts/{id}/statement.jws", (PublicView view, string id) => Jws(view, id, w => w.Said));
        site.MapGet("/public/texts/{id}/publication.jws", (PublicView view, string id) => Jws(view, id, w => w.Publication));
        site.MapGet("/public/texts/{id}/proof.comity", Proof);
        site.MapGet("/robots.txt", () => TypedResults.Text("User-agent: *\nAllow: /public/\nDisallow: /\n", "text/plain"));
    }

    private static Results<FileContentHttpResult, NotFound> Feed(IRoom room, AtomFeed feed, HttpContext http) => room.Forum is null
        ? TypedResults.NotFound()
        : TypedResults.Bytes(feed.Write($"{http.Request.Scheme}://{http.Request.Host}"), "application/atom+xml; charset=utf-8");

    private static Results<FileContentHttpResult, NotFound> Jws(PublicView view, string id, Func<(Statement Publication, Statement Said), Statement> which) =>
        view.FindAny(id) is { } published && view.Whole(published) is { } whole
            ? TypedResults.Bytes(Encoding.ASCII.GetBytes(which(whole).Compact), "application/jose", $"{id}.jws")
            : TypedResults.NotFound();

    /// <summary>A comity-export/1 of the one publication: charter, keys, who has said to hold it, and the proofs.</summary>
    private static Results<FileContentHttpResult, NotFound> Proof(WholeRoom whole, PublicView view, string id)
    {
        // The charter is said in plenary and is what every key rests on: it goes with each text, as an export does.
        var room = whole.Room;
        if (view.FindAny(id) is not { } published || room.Find(room.Forum!.Id)?.Statement is not { } charter)
        {
            return TypedResults.NotFound();
        }

        var statements = room.Journals(ChannelId.Public).SelectMany(j => Journal(room, j.Member, j.Head.Size)).ToList();
        return ExportWriter.One(new ExportSource(charter, ChannelId.Public, statements, PictureJson.Edition), published.Publication.Id) is { } lines
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), "text/plain; charset=utf-8", $"{id}.comity")
            : TypedResults.NotFound();
    }

    private static IEnumerable<Statement> Journal(IRoom room, MemberId member, long size)
    {
        for (var from = 0L; from < size;)
        {
            var statements = room.Statements(ChannelId.Public, member, from, (int)Math.Min(Batch, size - from));
            foreach (var statement in statements)
            {
                yield return statement;
            }

            from += statements.Count == 0 ? size : statements.Count;
        }
    }
}
