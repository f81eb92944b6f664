using System.ComponentModel;
using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Since;

/// <summary>What was said since the officer was here, for programs: docs/guides/api.md, "Since I was here".</summary>
public static class SinceApi
{
    private const int MostItems = 500;

    public static void MapSinceApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/channels/{channel}/since", Since).Needs(Need.Read).WithName("ListSince").WithSummary("What was said in a channel since you were last here, of all you may read; nothing is marked by asking");
        api.MapPost("/channels/{channel}/seen", Seen).Needs(Need.Read).Repeats(Repeating.Alike).WithName("MarkSeen").WithSummary("You have seen what the channel holds now, on one track or on all");
    }

    private static Results<Ok<SinceAnswer>, ProblemHttpResult> Since(
        RoomView view, LastVisit visit, SinceList list,
        [Description("Only this track")] string? track = null,
        [Description("Where the last answer stopped: its next")] string? after = null,
        int limit = 100)
    {
        var faults = new List<Fault>();
        if (track is not null && !view.Forum.Tracks.Contains(track))
        {
            faults.Add(Unknown(view, track));
        }

        if (!Place.TryParse(after, out var place))
        {
            faults.Add(new Fault("after", "api.after", $"expected the next of an earlier answer, as jp:41, found {after}"));
        }

        if (limit is < 1 or > MostItems)
        {
            faults.Add(new Fault("limit", "api.limit", $"expected 1 to {MostItems}, found {limit}"));
        }

        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var since = visit.Look();
        var found = list.Read(since, track, place).Take(limit + 1).ToList();
        var shown = found.Take(limit).Select(SinceItemAnswer.Of).ToValueList();
        return TypedResults.Ok(new SinceAnswer(since?.Day, since is null, shown, found.Count > limit ? $"{shown[^1].Member}:{shown[^1].Index}" : null));
    }

    private static Results<Ok<SeenAnswer>, ProblemHttpResult> Seen(RoomView view, LastVisit visit, ReadMarks marks, JsonElement body)
    {
        var track = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("track", out var named) && named.ValueKind != JsonValueKind.Null ? named.ToString() : null;
        if (track is null)
        {
            visit.MarkRead();
        }
        else if (view.Forum.Tracks.Contains(track))
        {
            marks.MarkRead(track);
        }
        else
        {
            return Problems.Faults([Unknown(view, track)]);
        }

        return TypedResults.Ok(new SeenAnswer(view.Channel, track, view.Room.Day));
    }

    private static Fault Unknown(RoomView view, string track) => new("track", "track.unknown", $"expected one of {string.Join(", ", view.Forum.Tracks)}, found {track}");
}

/// <param name="Since">The day on which the last visit ended; null on a first one.</param>
/// <param name="First">True when there was no visit before: the latest 50 of each journal are listed.</param>
/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record SinceAnswer(DateOnly? Since, bool First, ValueList<SinceItemAnswer> Items, string? Next);

/// <param name="Title">Empty where neither the statement nor its matter has one.</param>
/// <param name="Page">Under <c>/c/{channel}/</c>.</param>
public sealed record SinceItemAnswer(StatementId Id, MemberId Member, long Index, string Kind, string? Track, DateTimeOffset ClaimedAt, string Title, string Page)
{
    public static SinceItemAnswer Of(SinceItem item) => new(
        item.Said.Id, item.Said.Member, item.Said.Index, item.Said.Kind, item.Said.Track, item.Said.ClaimedAt, item.Title, item.Page);
}

/// <param name="Track">Null for every track.</param>
public sealed record SeenAnswer(ChannelId Channel, string? Track, DateOnly Day);
