using System.Globalization;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Channels;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>What may cross from a channel to another, for programs: docs/spec/passing.md.</summary>
public static class PassingApi
{
    public static void MapPassingApi(this IEndpointRouteBuilder routes)
    {
        var passing = routes.MapGroup("/api/v1/channels/{channel}/passing").WithTags("channels");
        passing.MapGet("", InChannel).Needs(Need.Read).WithName("Passing").WithSummary("Passing rights, requests for leave, and what was carried into a channel and out of it");
        passing.MapGet("/{id}", OfItem).Needs(Need.Read).WithName("PassingOfItem").WithSummary("How far an item may be carried, and why not further");
        passing.MapPost("/{id}/right", RightAsync).Needs(Need.Say).WithName("SetPassingRight").WithSummary("The originator says how far its item may be carried").Accepts<RightRequest>("application/json");
        passing.MapPost("/{id}/requests", AskAsync).Needs(Need.Say).WithName("AskForLeave").WithSummary("Ask the originator for leave to carry an item").Accepts<LeaveRequest>("application/json");
        passing.MapPost("/{id}/leaves", GrantAsync).Needs(Need.Say).WithName("GrantLeave").WithSummary("The originator gives leave for one item and one channel").Accepts<GrantRequest>("application/json");
        passing.MapPost("/{id}/refusals", RefuseAsync).Needs(Need.Say).WithName("RefuseLeave").WithSummary("The originator refuses leave, or takes it back").Accepts<RefusalRequest>("application/json");
        passing.MapPost("/{id}/passages", CarryAsync).Needs(Need.Say).WithName("CarryItem").WithSummary("Carry an item into another channel; refused with the reason where no right stands").Accepts<CarryRequest>("application/json");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> InChannel(IRoom room, PassingDesk desk, string channel) => RecordApi.HeldChannel(room, channel) is { } held
        ? TypedResults.Text(FindingsJson.Of(desk.Found(held)).ToJsonString(), "application/json")
        : Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");

    private static Results<Ok<PassingItemAnswer>, ProblemHttpResult> OfItem(PassingDesk desk, string channel, string id) => desk.Item(ChannelId.Parse(channel), id) is { } item
        ? TypedResults.Ok(PassingItemAnswer.Of(desk.View(item)))
        : NotHeld(channel, id);

    private static Task<Answer> RightAsync(PassingDesk desk, OfficerAccessor officers, string channel, string id, JsonElement body, CancellationToken cancellation) =>
        ActAsync<PassingRightSet>(desk, officers, channel, id, body, _ => [("item", id)], (item, b, officer) => desk.SetRightAsync(item, b.Right, officer, cancellation));

    private static Task<Answer> AskAsync(PassingDesk desk, IRoom room, OfficerAccessor officers, string channel, string id, JsonElement body, CancellationToken cancellation) =>
        ActAsync<PassingAsked>(desk, officers, channel, id, body, item => [("item", id), ("of", item.Member.ToString()), ("on", Iso(room))], (item, b, officer) => desk.AskAsync(item, b, officer, cancellation));

    private static Task<Answer> GrantAsync(PassingDesk desk, IRoom room, OfficerAccessor officers, string channel, string id, JsonElement body, CancellationToken cancellation) =>
        ActAsync<PassingGranted>(desk, officers, channel, id, body, item => [("item", id), ("to", ToOf(desk, item, body)), ("on", Iso(room))], (item, b, officer) => desk.AnswerAsync(item, b, officer, cancellation));

    private static Task<Answer> RefuseAsync(PassingDesk desk, IRoom room, OfficerAccessor officers, string channel, string id, JsonElement body, CancellationToken cancellation) =>
        ActAsync<PassingRefused>(desk, officers, channel, id, body, item => [("item", id), ("to", ToOf(desk, item, body)), ("on", Iso(room))], (item, b, officer) => desk.AnswerAsync(item, b, officer, cancellation));

    private static async Task<Answer> CarryAsync(PassingDesk desk, OfficerAccessor officers, string channel, string id, JsonElement body, CancellationToken cancellation)
    {
        if (desk.Item(ChannelId.Parse(channel), id) is not { } item)
        {
            return NotHeld(channel, id);
        }

        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        var (to, note, language) = (TextOf(body, "to"), TextOf(body, "note"), TextOf(body, "language"));
        return ChannelId.TryParse(to, out var target)
            ? SaidAnswer.Of(await desk.CarryAsync(item, target, note, language ?? "en", officer, cancellation))
            : Problems.Faults([new Fault("to", "passing.to", $"expected a channel's name, found {to ?? "nothing"}")]);
    }

    private static async Task<Answer> ActAsync<T>(
        PassingDesk desk, OfficerAccessor officers, string channel, string id, JsonElement request, Func<Statement, (string, string)[]> given, Func<Statement, T, Officer, Task<SayResult>> act)
        where T : class, IBody
    {
        if (desk.Item(ChannelId.Parse(channel), id) is not { } item)
        {
            return NotHeld(channel, id);
        }

        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        var (body, _, faults) = ApiBody.Read<T>(request, given(item));
        return body is null ? Problems.Faults(faults) : SaidAnswer.Of(await act(item, body, officer));
    }

    // An answer repeats the channel of its request, so that it can be read alone.
    private static string ToOf(PassingDesk desk, Statement item, JsonElement body) =>
        StatementId.TryParse(TextOf(body, "request"), out var request) && desk.Found(item.Channel).Requests.FirstOrDefault(r => r.Id == request) is { } asked ? asked.To.ToString() : item.Channel.ToString();

    private static string? TextOf(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Iso(IRoom room) => room.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ProblemHttpResult NotHeld(string channel, string id) => Problems.NotFound($"no statement {id} of channel {channel} that could be carried is held by this node");
}
