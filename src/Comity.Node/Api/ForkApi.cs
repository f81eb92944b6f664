using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Api;

/// <summary>Evidence of forks as files, and this member's word on which branch of its own journal goes on.</summary>
public static class ForkApi
{
    public static void MapForks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/evidence/{id}", Evidence).Needs(Need.Read).WithSummary("Evidence of a fork as a comity-fork/1 file, which comity verify checks alone");
        api.MapGet("/channels/{channel}/forks", Forks).Needs(Need.Read).WithSummary("Forks known in a channel, and statements refused for what they say to have seen");
        api.MapGet("/channels/{channel}/branches/{member}", Branch).Needs(Need.Read).WithSummary("Another branch of a forked journal, by its head, from where it leaves the journal held");
        api.MapGet("/statements/{id}/holders", Holders).Needs(Need.Read).WithSummary("Who has said to hold a statement since when, and who has not received it");
        api.MapPost("/channels/{channel}/fork-declarations", DeclareAsync).Needs(Need.Say).WithSummary("Declare that the branch of this member's journal held here goes on");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Evidence(NodeRecord record, OfficerAccessor officers, string id) =>
        Hash256.TryParse(id, out var parsed) && record.FindEvidence(parsed) is { } kept && officers.Sight.MayRead(kept.Evidence.Channel) && officers.Sight.TracksIn(kept.Evidence.Channel) is null
            ? TypedResults.Text(kept.Evidence.Text, "text/plain")
            : Problems.NotFound($"no evidence {id} is held by this node");

    private static Results<Ok<ForksAnswer>, ProblemHttpResult> Forks(IRoom room, string channel) => RecordApi.HeldChannel(room, channel) is { } held
        ? TypedResults.Ok(new ForksAnswer(room.Forks(held).Select(ForkAnswer.Of).ToValueList(), room.Disputed(held).Select(SightingAnswer.Of).ToValueList()))
        : Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");

    private static Results<Ok<ValueList<StatementAnswer>>, ProblemHttpResult> Branch(IRoom room, string channel, string member, long size, string root) =>
        RecordApi.HeldChannel(room, channel) is { } held && MemberId.TryParse(member, out var author) && Hash256.TryParse(root, out var hash)
        && room.Branch(held, author, new TreeHead(size, hash)) is { Count: > 0 } branch
            ? TypedResults.Ok(branch.Select(StatementAnswer.Of).ToValueList())
            : Problems.NotFound($"channel {channel}: no other branch of {member} with root {root} at size {size} is held by this node");

    private static Results<Ok<HoldersAnswer>, ProblemHttpResult> Holders(IRoom room, string id) =>
        StatementId.TryParse(id, out var parsed) && room.Find(parsed) is { } held
            ? TypedResults.Ok(HoldersAnswer.Of(parsed, room.Witnesses(held.Statement)))
            : Problems.NotFound($"no statement {id} is held by this node");

    private static async Task<Results<Ok<ValueList<StatementAnswer>>, ProblemHttpResult>> DeclareAsync(
        IRoom room, NodeRecord record, OfficerAccessor officers, string channel, CancellationToken cancellation)
    {
        if (RecordApi.HeldChannel(room, channel) is not { } held)
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        if (officers.Sight.SpeaksAs(held, null) is not { } officer)
        {
            return Problems.One(StatusCodes.Status403Forbidden, "This officer reads and does not sign", "api.may-not-sign", "expected a token of an officer who may sign");
        }

        try
        {
            var said = await record.DeclareForksAsync(held, officer.Office, officer.Level, cancellation).ConfigureAwait(false);
            return TypedResults.Ok(said.Select(StatementAnswer.Of).ToValueList());
        }
        catch (ArgumentException refused)
        {
            return Problems.Faults([new Fault("", "room.refused", refused.Message)]);
        }
        catch (NodeStoppedException stopped)
        {
            return Problems.One(StatusCodes.Status503ServiceUnavailable, "The node cannot sign now", "room.stopped", stopped.Message);
        }
    }
}
