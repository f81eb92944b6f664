using System.Text.Json;
using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Disputes;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>One request that says something: officer, body, track, what it cites; then the room.</summary>
public sealed class ApiSaying(IRoom room, OfficerAccessor officers, IHttpContextAccessor http)
{
    /// <param name="given">Fields of the body that stand in the address.</param>
    public Task<Answer> SayAsync<T>(
        string channel, JsonElement request, Func<T, StatementId?> subject, Func<T, IEnumerable<StatementId>> cites, params (string Name, string Value)[] given)
        where T : class, IBody =>
        SayAsync(channel, () => ApiBody.Read(BodyCodec.KindOf(typeof(T)), request, "track", given), b => subject((T)b), b => cites((T)b));

    /// <param name="besides">Faults of what came beside the body, told with its own.</param>
    public Task<Answer> SayAsync<T>(string channel, JsonElement request, IReadOnlyList<Fault> besides, Func<T, StatementId?> subject, Func<T, IEnumerable<StatementId>> cites)
        where T : class, IBody
    {
        return SayAsync(channel, Read, b => subject((T)b), b => cites((T)b));

        (IBody? Body, string? Track, IReadOnlyList<Fault> Faults) Read()
        {
            var (body, track, faults) = ApiBody.Read(BodyCodec.KindOf(typeof(T)), request, "track");
            return (body, track, [.. faults, .. besides]);
        }
    }

    /// <summary>The same for a kind known by its name.</summary>
    /// <param name="trackName">As for <see cref="ApiBody"/>.</param>
    public Task<Answer> SayAsync(string channel, JsonElement request, string kind, string trackName, Func<IBody, StatementId?> subject, Func<IBody, IEnumerable<StatementId>> cites) =>
        SayAsync(channel, () => ApiBody.Read(kind, request, trackName), subject, cites);

    private async Task<Answer> SayAsync(
        string channel, Func<(IBody? Body, string? Track, IReadOnlyList<Fault> Faults)> read, Func<IBody, StatementId?> subject, Func<IBody, IEnumerable<StatementId>> cites)
    {
        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        if (room.Forum is not { } forum || !ChannelId.TryParse(channel, out var named) || !room.Channels.Contains(named))
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        var (body, track, faults) = read();
        track ??= body is not null && subject(body) is { } opened ? room.Find(opened)?.Statement.Track : null;
        if (track is null || !forum.Tracks.Contains(track))
        {
            faults = [.. faults, new("track", "track.unknown", $"expected one of {string.Join(", ", forum.Tracks)}, found {track ?? "none"}")];
        }

        return faults.Count > 0 || body is null || track is null
            ? Problems.Faults(faults)
            : await SayAsync(named, body, track, subject(body), [.. cites(body).Distinct().Order()], officer);
    }

    private async Task<Answer> SayAsync(ChannelId channel, IBody body, string track, StatementId? subject, IReadOnlyList<StatementId> cites, Officer officer) =>
        SaidAnswer.Of(await room.SayAsync(channel, body, track, subject, cites, officer, http.HttpContext!.RequestAborted));
}
