using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Drafts;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Drafts over HTTP: docs/guides/api.md, "Drafts". Reading is guarded like the page; who may do what is asked again when it is said.</summary>
public static class DraftsApi
{
    public static void MapDraftsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/channels/{channel}/drafts").WithTags("drafts");
        api.MapGet("", All).Needs(Need.Read).WithName("GetDrafts").WithSummary("Drafts in this member's own channel, how each stands and why");
        api.MapGet("/{id}", One).Needs(Need.Read).WithName("GetDraft").WithSummary("One draft: its versions, comments, clearances and release, and who will hear it");
        api.MapGet("/{id}/changes", Changes).Needs(Need.Read).WithName("GetDraftChanges").WithSummary("What changed between two versions, field by field");
        api.MapPost("", OpenAsync).Needs(Need.Say).WithName("OpenDraft").WithSummary("Open a draft: who will hear it, on what track and as what kind is fixed here").Accepts<OpenDraftRequest>("application/json");
        api.MapPost("/{id}/versions", ReviseAsync).Needs(Need.Say).WithName("ReviseDraft").WithSummary("Another version of a draft").Accepts<ReviseDraftRequest>("application/json");
        api.MapPost("/{id}/comments", CommentAsync).Needs(Need.Say).WithName("CommentOnDraft").WithSummary("A comment on a version").Accepts<CommentRequest>("application/json");
        api.MapPost("/{id}/clearances", AskClearanceAsync).Needs(Need.Say).WithName("AskClearance").WithSummary("Ask a role, an office or an officer to clear a draft").Accepts<ClearanceRequest>("application/json");
        api.MapPost("/{id}/clearances/{clearance}/answers", ClearAsync).Needs(Need.Say).WithName("GiveClearance").WithSummary("Clear one exact version, or not").Accepts<ClearanceAnswerRequest>("application/json");
        api.MapPost("/{id}/clearances/{clearance}/withdrawal", WithdrawClearanceAsync).Needs(Need.Say).WithName("WithdrawClearance").WithSummary("Stop asking for a clearance: whoever asked").Accepts<WordsRequest>("application/json");
        api.MapPost("/{id}/releases", ReleaseAsync).Needs(Need.Say).WithName("AskRelease").WithSummary("Ask that one exact version be said; approved at once where the charter wants one person").Accepts<ReleaseRequest>("application/json");
        api.MapPost("/{id}/releases/{release}/approval", ApproveAsync).Needs(Need.Say).WithName("ApproveRelease").WithSummary("Approve a release: from here it lies in the outbox").Accepts<WordsRequest>("application/json");
        api.MapPost("/{id}/releases/{release}/stop", StopAsync).Needs(Need.Say).WithName("StopRelease").WithSummary("Stop a release before it is said").Accepts<WordsRequest>("application/json");
        api.MapPost("/{id}/withdrawal", WithdrawAsync).Needs(Need.Say).WithName("WithdrawDraft").WithSummary("Withdraw a draft: it will not be said").Accepts<WordsRequest>("application/json");
    }

    private static Results<JsonHttpResult<DraftsAnswer>, ProblemHttpResult> All(IRoom room, string channel, [AsParameters] PageQuery page)
    {
        if (!IsOwn(room, channel))
        {
            return NotHere(room, channel);
        }

        var (drafts, ineffective, next, faults) = page.Of(room.Drafts.Drafts, d => d.Id.ToString(), room.Drafts.Ineffective, i => i.Id.ToString());
        return faults.Count > 0 ? Problems.Faults(faults, StatusCodes.Status400BadRequest) : Json(new DraftsAnswer(room.Day, drafts, ineffective, next));
    }

    private static Results<JsonHttpResult<DraftAnswer>, ProblemHttpResult> One(IRoom room, string channel, string id) => Find(room, channel, id) is not { } draft ? NotHere(room, channel, id) : Json(new DraftAnswer(
        draft, draft.Channel.MembersIn(room.Forum!.Members.Select(m => m.Id)), room.WantsTwoPersons(draft.Channel),
        draft is { Standing: DraftStanding.InOutbox, Release.Approval: { } approval } ? room.OutboxUntil(approval.Id) : null));

    private static Results<JsonHttpResult<ChangesAnswer>, ProblemHttpResult> Changes(IRoom room, string channel, string id, string from, string to)
    {
        if (Find(room, channel, id) is not { } draft)
        {
            return NotHere(room, channel, id);
        }

        var (before, after) = (VersionOf(draft, from), VersionOf(draft, to));
        return before is null || after is null
            ? Problems.Faults([.. before is null ? [Unknown("from", from)] : Array.Empty<Fault>(), .. after is null ? [Unknown("to", to)] : Array.Empty<Fault>()], StatusCodes.Status400BadRequest)
            : Json(new ChangesAnswer(before.Id, after.Id, DraftChanges.Between(before.Text, after.Text)));
    }

    private static Task<Answer> OpenAsync(DraftSaying saying, string channel, JsonElement request) => saying.SayAsync(channel, (by, on) =>
    {
        var fields = new DraftFields(request, "to", "kind", "track", "title", "body", "subject", "cites");
        var (kind, to) = (fields.Needed("kind"), fields.Needed("to"));
        if (!ChannelId.TryParse(to, out var audience))
        {
            fields.Add("to", "api.channel", "expected a channel that others hear");
        }

        var opened = new DraftOpened(audience, kind, fields.Needed("track"), fields.Needed("title"), Body(fields, kind), fields.Id("subject"), fields.Ids("cites"), by, on);
        return (opened, fields.Faults);
    });

    private static Task<Answer> ReviseAsync(DraftSaying saying, string channel, string id, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        // The careless wish to let more people hear it gets its own answer, before anything else is looked at.
        if (request.ValueKind == JsonValueKind.Object && request.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => n is "to" or "channel" or "kind" or "track") is { } widened)
        {
            return (null, [DraftSaying.Fixed(draft, widened)]);
        }

        var fields = new DraftFields(request, "follows", "body", "cites");
        return (new DraftRevised(draft.Id, fields.Ids("follows"), draft.Kind, Body(fields, draft.Kind), fields.Ids("cites"), by, on), fields.Faults);
    });

    private static Task<Answer> CommentAsync(DraftSaying saying, string channel, string id, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "version", "words");
        return (new DraftCommented(draft.Id, fields.NeededId("version"), fields.Needed("words"), by, on), fields.Faults);
    });

    private static Task<Answer> AskClearanceAsync(DraftSaying saying, string channel, string id, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "version", "role", "office", "officer", "words");
        var role = fields.Has("role") ? Choice<MandateRole>(fields, "role") : (MandateRole?)null;
        return (new ClearanceAsked(draft.Id, fields.NeededId("version"), new(role, fields.Text("office"), fields.Text("officer")), fields.Text("words"), by, on), fields.Faults);
    });

    private static Task<Answer> ClearAsync(DraftSaying saying, string channel, string id, string clearance, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "version", "answer", "words");
        return (new ClearanceGiven(draft.Id, Parse(clearance), fields.NeededId("version"), Choice<ClearanceAnswer>(fields, "answer"), fields.Text("words"), by, on), fields.Faults);
    });

    private static Task<Answer> WithdrawClearanceAsync(DraftSaying saying, string channel, string id, string clearance, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "words");
        return (new ClearanceWithdrawn(draft.Id, Parse(clearance), fields.Needed("words"), by, on), fields.Faults);
    });

    private static Task<Answer> ReleaseAsync(DraftSaying saying, string channel, string id, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "version");
        return (new ReleaseAsked(draft.Id, fields.NeededId("version"), by, on), fields.Faults);
    });

    private static Task<Answer> ApproveAsync(DraftSaying saying, string channel, string id, string release, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
        (new ReleaseApproved(draft.Id, Parse(release), 0, by, on), new DraftFields(request).Faults));

    private static Task<Answer> StopAsync(DraftSaying saying, string channel, string id, string release, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "words");
        return (new ReleaseStopped(draft.Id, Parse(release), fields.Text("words"), by, on), fields.Faults);
    });

    private static Task<Answer> WithdrawAsync(DraftSaying saying, string channel, string id, JsonElement request) => saying.SayAsync(channel, id, (draft, by, on) =>
    {
        var fields = new DraftFields(request, "words");
        return (new DraftWithdrawn(draft.Id, fields.Text("words"), by, on), fields.Faults);
    });

    private static string Body(DraftFields fields, string kind)
    {
        if (fields.Object("body") is not { } json)
        {
            return "";
        }

        var (text, faults) = DraftText.Read(kind, json);
        foreach (var fault in faults)
        {
            fields.Add(fault.Field, fault.Code, fault.Message);
        }

        return text ?? "";
    }

    private static T Choice<T>(DraftFields fields, string name)
        where T : struct, Enum
    {
        var given = fields.Needed(name);
        if (Enum.GetValues<T>().Where(v => v.Wire() == given).ToArray() is [var found])
        {
            return found;
        }

        fields.Add(name, "api.choice", $"expected one of {string.Join(", ", Enum.GetValues<T>().Select(v => v.Wire()))}");
        return default;
    }

    private static StatementId Parse(string id) => StatementId.TryParse(id, out var parsed) ? parsed : default;

    private static bool IsOwn(IRoom room, string channel) => channel == ChannelId.Of(room.Me).ToString();

    internal static DraftFinding? Find(IRoom room, string channel, string id) => IsOwn(room, channel) && StatementId.TryParse(id, out var draft) ? room.Drafts.Find(draft) : null;

    private static DraftVersion? VersionOf(DraftFinding draft, string id) => StatementId.TryParse(id, out var version) ? draft.Version(version) : null;

    private static Fault Unknown(string field, string found) => new(field, "drafts.version.unknown", $"expected a version of this draft, found {found}");

    internal static ProblemHttpResult NotHere(IRoom room, string channel, string? id = null) => Problems.NotFound(
        IsOwn(room, channel) ? $"draft {id}: expected one that your mandate opens" : $"channel {channel}: expected {ChannelId.Of(room.Me)}, the channel this member has to itself; drafts live nowhere else");

    private static JsonHttpResult<T> Json<T>(T view) => TypedResults.Json(view, ApiBody.Options);
}
