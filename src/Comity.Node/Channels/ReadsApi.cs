using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Channels;

/// <summary>The register of reads: opening a registered item at the page, and the register for programs. docs/spec/reads.md.</summary>
public static class ReadsApi
{
    /// <summary>The way in which a page of a registered item is opened.</summary>
    public static void MapReads(this IEndpointRouteBuilder routes) => routes.MapPost("/c/{channel}/reads/{id}", OpenAsync).Needs(Need.Read).ExcludeFromDescription();

    public static void MapReadsApi(this IEndpointRouteBuilder routes)
    {
        var reads = routes.MapGroup("/api/v1/channels/{channel}/reads").WithTags("channels");
        reads.MapGet("/{id}", RegisterAsync).Needs(Need.Read).WithName("Reads").WithSummary("Whose offices opened an item that asks for it; your own by officer, for those who see mandates");
        reads.MapPost("/{id}", AskAsync).Needs(Need.Say).WithName("AskForReads").WithSummary("The originator asks that reads of its item are registered");
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> OpenAsync(
        HttpContext http, IRoom room, ReadDesk desk, string channel, string id, [FromForm] string? returnUrl, [FromForm] string? how)
    {
        if (!StatementId.TryParse(id, out var parsed) || room.Find(parsed)?.Statement is not { } item || item.Channel.ToString() != channel)
        {
            return TypedResults.NotFound();
        }

        await desk.OpenedAsync(item, how == ReadHow.Search.Wire() ? ReadHow.Search : ReadHow.Page, http.RequestAborted);
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static async Task<Results<Ok<ReadsAnswer>, ProblemHttpResult>> RegisterAsync(IRoom room, ReadDesk desk, OfficerNames names, string channel, string id, [AsParameters] PageQuery page)
    {
        if (!StatementId.TryParse(id, out var parsed) || room.Find(parsed)?.Statement is not { } item || item.Channel.ToString() != channel)
        {
            return Problems.NotFound($"no statement {id} of channel {channel} is held by this node");
        }

        var (told, own, next, faults) = page.Of(desk.Told(item), r => r.Id.ToString(), desk.Own(item), r => $"{r.Officer} {r.How.Wire()} {r.At:O}");
        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var named = own.Count == 0 ? [] : (await names.AllAsync()).ToDictionary(n => n.Officer, n => n.Name);
        return TypedResults.Ok(new ReadsAnswer(
            desk.IsRegistered(item), [.. told.Select(r => new ReadAnswer(r.Id, r.By, r.Office, [.. r.How.Select(h => h.Wire())], r.On))],
            [.. own.Select(r => new OwnReadAnswer(r.Officer, named.GetValueOrDefault(r.Officer), r.Office, r.How.Wire(), r.At))], next));
    }

    private static async Task<Results<Created<SaidAnswer>, ProblemHttpResult>> AskAsync(PassingDesk items, ReadDesk desk, OfficerAccessor officers, string channel, string id, CancellationToken cancellation) =>
        items.Item(ChannelId.Parse(channel), id) is not { } item ? Problems.NotFound($"no statement {id} of channel {channel} is held by this node")
        : officers.Officer is not { MaySign: true } officer ? Problems.MayNotSign()
        : SaidAnswer.Of(await desk.RegisterAsync(item, officer, cancellation)).Result switch
        {
            Created<SaidAnswer> said => said,
            var refused => (ProblemHttpResult)refused,
        };
}

/// <param name="Registered">Whether the originator asks for it.</param>
/// <param name="Reads">As the reading members told, by office.</param>
/// <param name="Own">This member's, by officer: for its head and auditors alone; listed after the others.</param>
/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record ReadsAnswer(bool Registered, ValueList<ReadAnswer> Reads, ValueList<OwnReadAnswer> Own, string? Next);

public sealed record ReadAnswer(StatementId Statement, MemberId By, string Office, ValueList<string> How, DateOnly On);

public sealed record OwnReadAnswer(string Officer, string? Name, string Office, string How, DateTimeOffset At);
