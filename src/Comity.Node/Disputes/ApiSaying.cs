using System.Text.Json;
using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Disputes;

using Answer = Results<Created<SaidView>, NotFound, ForbidHttpResult, ValidationProblem, ProblemHttpResult>;

/// <summary>One request that says something: officer, body, track, what it cites; then the room.</summary>
public sealed class ApiSaying(IRoom room, OfficerAccessor officers, IHttpContextAccessor http)
{
    /// <param name="given">Fields of the body that stand in the address.</param>
    public async Task<Answer> SayAsync<T>(
        string channel, JsonElement request, Func<T, StatementId?> subject, Func<T, IEnumerable<StatementId>> cites, params (string Name, string Value)[] given)
        where T : class, IBody
    {
        if (officers.Officer is not { MaySign: true } officer)
        {
            return TypedResults.Forbid();
        }

        if (room.Forum is not { } forum || !ChannelId.TryParse(channel, out var named) || !room.Channels.Contains(named))
        {
            return TypedResults.NotFound();
        }

        var (body, track, faults) = ApiBody.Read<T>(request, given);
        track ??= body is not null && subject(body) is { } opened ? room.Find(opened)?.Statement.Track : null;
        if (track is null || !forum.Tracks.Contains(track))
        {
            faults = [.. faults, new("track", "track.unknown", $"expected one of {string.Join(", ", forum.Tracks)}, found {track ?? "none"}")];
        }

        return faults.Count > 0 || body is null || track is null
            ? Faulty(faults)
            : await SayAsync(named, body, track, subject(body), [.. cites(body).Distinct().Order()], officer);
    }

    private async Task<Answer> SayAsync(ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer officer) =>
        await room.SayAsync(channel, body, track, subject, cites, officer, http.HttpContext!.RequestAborted) switch
        {
            SayResult.Said said => TypedResults.Created($"/api/v1/statements/{said.Id}", new SaidView(said.Id, said.Index)),
            SayResult.Faulty faulty => Faulty(faulty.Faults),
            SayResult.Stopped stopped => TypedResults.Problem(
                stopped.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "Nothing was said.", extensions: [new("code", stopped.Code)]),
            var other => throw new InvalidOperationException($"expected a known answer of the room, found {other.GetType().Name}"),
        };

    private static ValidationProblem Faulty(IEnumerable<Fault> faults)
    {
        var all = faults.ToList();
        return TypedResults.ValidationProblem(
            ApiBody.Errors(all), title: "The statement is not well formed; nothing was said.", extensions: [new("faults", all)]);
    }
}
