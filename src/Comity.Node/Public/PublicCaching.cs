using System.Text;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Comity.Node.Public;

/// <summary>What public pages tell caches: good for a minute, then ask again with the tag; the tag changes with the public record, the language and the colours.</summary>
internal static class PublicCaching
{
    private static readonly string Program = typeof(PublicCaching).Module.ModuleVersionId.ToString();

    public static async Task AnswerAsync(HttpContext http, IRoom room, CookieNames cookies, Func<Task> next)
    {
        if (room.Forum is null || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)))
        {
            await next();
            return;
        }

        var tag = Tag(http, room, cookies);
        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK)
            {
                Tell(http, tag);
            }

            return Task.CompletedTask;
        });
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(asked => asked.Compare(EntityTagHeaderValue.Any, useStrongComparison: false) || asked.Compare(new(tag, isWeak: true), useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            Tell(http, tag);
            return;
        }

        await next();
    }

    private static void Tell(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = "W/" + tag;
        http.Response.Headers.CacheControl = "public, max-age=60, must-revalidate";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        http.Response.Headers.Remove("Pragma");
        http.Response.Headers.Remove("Expires");
    }

    private static string Tag(HttpContext http, IRoom room, CookieNames cookies)
    {
        var heads = string.Join(',', room.Journals(ChannelId.Public).Select(j => $"{j.Member}:{j.Head.Size}:{j.Head.Root}"));
        var asked = $"{Program} {heads} {room.Day:O} {http.Request.Host}{http.Request.Path}{http.Request.QueryString} {Formats.Language} {http.Request.Cookies[cookies.Theme]}";
        return $"\"{Hash256.Of(Encoding.UTF8.GetBytes(asked))}\"";
    }
}
