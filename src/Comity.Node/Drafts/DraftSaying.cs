using Comity.Domain.Drafts;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Drafts;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>One request that says something about a draft: whoever asks, on the room's day.</summary>
public sealed class DraftSaying(IRoom room, OfficerAccessor officers, IHttpContextAccessor http)
{
    /// <summary>Why a draft cannot be heard by others than those it was opened for, and what to do instead.</summary>
    public static Fault Fixed(DraftFinding draft, string field) => new(field, "drafts.audience.fixed",
        $"expected no {field}: who hears this draft ({draft.Channel}), on what track and as what kind was fixed when it was opened; open another draft for another audience");

    public Task<Answer> SayAsync(string channel, Func<string, DateOnly, (IBody? Body, IReadOnlyList<Fault> Faults)> read) =>
        channel != ChannelId.Of(room.Me).ToString() ? Task.FromResult<Answer>(DraftsApi.NotHere(room, channel))
        : officers.Officer is not { MaySign: true } officer ? Task.FromResult<Answer>(Problems.MayNotSign())
        : SayAsync(officer, read(officer.Id, room.Day));

    public Task<Answer> SayAsync(string channel, string id, Func<DraftFinding, string, DateOnly, (IBody? Body, IReadOnlyList<Fault> Faults)> read) =>
        DraftsApi.Find(room, channel, id) is { } draft ? SayAsync(channel, (by, on) => read(draft, by, on)) : Task.FromResult<Answer>(DraftsApi.NotHere(room, channel, id));

    private async Task<Answer> SayAsync(Officer officer, (IBody? Body, IReadOnlyList<Fault> Faults) read)
    {
        if (read.Faults.Count > 0 || read.Body is null)
        {
            return Problems.Faults(read.Faults);
        }

        return SaidAnswer.Of(await room.DraftAsync(read.Body, "", officer, http.HttpContext!.RequestAborted));
    }
}
