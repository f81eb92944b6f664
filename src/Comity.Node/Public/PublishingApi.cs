using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Public;

/// <summary>Publishing over HTTP: docs/guides/api.md, "Publish".</summary>
public static class PublishingApi
{
    public static void MapPublishingApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/publications/planned", Planned).Needs(Need.Read).WithName("ListPlannedPublications").WithSummary("What this member will publish, and when");
        api.MapPost("/statements/{id}/publication", PublishAsync).Needs(Need.Say).WithName("Publish").WithSummary("Publish a statement of this member whole, at once or on a day");
        api.MapPost("/statements/{id}/publication/approval", ApproveAsync).Needs(Need.Say).WithName("ApprovePublication").WithSummary("Approve, as the second person, a publication that another officer asked for");
        api.MapDelete("/statements/{id}/publication", TakeBack).Needs(Need.Say).WithName("TakeBackPublication").WithSummary("Take back a publication that is planned; what is published stays");
    }

    private static Results<Ok<PlannedAnswer>, ProblemHttpResult> Planned(IRoom room, Publishing publishing, [AsParameters] PageQuery page) =>
        page.Of(publishing.Planned.Where(p => room.Find(p.Id) is not null), p => p.Id.ToString()).Answer(part =>
            TypedResults.Ok(new PlannedAnswer(part.Items.Select(p => Answer(publishing, p)).ToValueList(), part.Next)));

    private static async Task<Results<Created<SaidAnswer>, Accepted<PlannedPublicationAnswer>, ProblemHttpResult>> PublishAsync(
        IRoom room, OfficerAccessor officers, Publishing publishing, string id, [Description("{\"on\": \"now\"}, or the day from which it may be read: {\"on\": \"2019-08-15\"}")] JsonElement body, CancellationToken cancellation)
    {
        if (Refused(room, officers, id, out var statement, out var officer) is { } refused)
        {
            return refused;
        }

        // Never by leaving something out: what is published stays so.
        if (!TryRead(body, out var on))
        {
            return Problems.Faults([new Fault("on", "public.on", "expected \"now\", or a date as 2019-08-15")]);
        }

        return Answer(publishing, await publishing.PublishAsync(statement, on, officer!, cancellation));
    }

    private static async Task<Results<Created<SaidAnswer>, Accepted<PlannedPublicationAnswer>, ProblemHttpResult>> ApproveAsync(
        IRoom room, OfficerAccessor officers, Publishing publishing, string id, CancellationToken cancellation) =>
        Refused(room, officers, id, out var statement, out var officer) is { } refused ? refused : Answer(publishing, await publishing.ApproveAsync(statement, officer!, cancellation));

    private static Results<Created<SaidAnswer>, Accepted<PlannedPublicationAnswer>, ProblemHttpResult> Answer(Publishing publishing, PublishResult result) => result switch
    {
        PublishResult.Published said => TypedResults.Created($"/api/v1/statements/{said.Id}", new SaidAnswer(said.Id, said.Index)),
        PublishResult.Planned planned => TypedResults.Accepted("/api/v1/publications/planned", Answer(publishing, planned.Publication)),
        PublishResult.Faulty faulty => Problems.Faults([faulty.Fault]),
        PublishResult.Stopped stopped => Problems.One(StatusCodes.Status503ServiceUnavailable, "The node cannot sign now", stopped.Code, stopped.Message),
        _ => throw new InvalidOperationException(),
    };

    private static PlannedPublicationAnswer Answer(Publishing publishing, PlannedPublication planned) => new(planned.Id, planned.On, publishing.Waits(planned));

    private static Results<NoContent, ProblemHttpResult> TakeBack(IRoom room, OfficerAccessor officers, Publishing publishing, string id) =>
        Refused(room, officers, id, out var statement, out _) is { } refused ? refused
        : publishing.TakeBack(statement) ? TypedResults.NoContent()
        : Problems.NotFound($"no publication of {id} is planned");

    private static bool TryRead(JsonElement body, out DateOnly? on)
    {
        on = null;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("on", out var asked) || asked.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var read = DateOnly.TryParseExact(asked.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        on = read ? day : null;
        return read || asked.GetString() == "now";
    }

    // What the officer may not read is answered as if it were not here; to publish is to speak in public.
    private static ProblemHttpResult? Refused(IRoom room, OfficerAccessor officers, string id, out StatementId statement, out Officer? officer)
    {
        officer = null;
        if (!StatementId.TryParse(id, out statement) || room.Find(statement)?.Statement is not { } held)
        {
            return Problems.NotFound($"no statement {id} is held by this node");
        }

        officer = officers.Sight.SpeaksAs(ChannelId.Public, held.Track);
        return officer is null ? Problems.Faults([new Fault("", "access.no-mandate", "expected a mandate that speaks in public on this track")]) : null;
    }
}

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record PlannedAnswer(ValueList<PlannedPublicationAnswer> Planned, string? Next);

/// <param name="AwaitsApproval">The charter wants two persons in public, and the second has not approved it yet.</param>
public sealed record PlannedPublicationAnswer(StatementId Id, DateOnly On, bool AwaitsApproval);
