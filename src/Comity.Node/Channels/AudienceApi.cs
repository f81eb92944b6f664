using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Channels;

/// <summary>Who can see a statement, and why whoever asks can, for programs.</summary>
public static class AudienceApi
{
    public static void MapAudienceApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/statements/{id}/audience", AudienceAsync).WithTags("channels").Needs(Need.Read).WithName("Audience")
            .WithSummary("Who can see a statement: members, offices of this member, who holds it, and why you can");

    private static async Task<Results<Ok<AudienceAnswer>, ProblemHttpResult>> AudienceAsync(IRoom room, AudienceDesk desk, string id)
    {
        if (!StatementId.TryParse(id, out var parsed) || room.Find(parsed)?.Statement is not { } statement)
        {
            return Problems.NotFound($"no statement {id} is held by this node");
        }

        var audience = await desk.OfAsync(statement.Channel, statement.Track);
        return TypedResults.Ok(new AudienceAnswer(
            statement.Channel, audience.IsPublic, audience.Members, [.. audience.Because.Select(MandateAnswer.Of)],
            audience.Offices?.Select(o => new OfficeAnswer(o.Role.Wire(), o.Office, o.Level, o.Name)).ToValueList(),
            [.. desk.Holders(statement).Select(h => new HolderAnswer(h.Member, h.How, h.Since))]));
    }
}

/// <param name="Public">Anybody reads it, without signing in.</param>
/// <param name="Because">Your mandates that open it.</param>
/// <param name="Offices">Offices of this member that may open it; null where no mandate of yours does.</param>
public sealed record AudienceAnswer(
    ChannelId Channel, bool Public, ValueList<MemberId> Members, ValueList<MandateAnswer> Because, ValueList<OfficeAnswer>? Offices, ValueList<HolderAnswer> Holders);

/// <param name="Name">For the head of delegation alone.</param>
public sealed record OfficeAnswer(string Role, string Office, string Level, string? Name);

/// <param name="How">here, author, said, or unknown while it has not said so.</param>
/// <param name="Since">As that member claims.</param>
public sealed record HolderAnswer(MemberId Member, string How, DateTimeOffset? Since);
