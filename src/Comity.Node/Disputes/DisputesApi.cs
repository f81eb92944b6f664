using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Channels;
using Comity.Node.Evidence;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Disputes;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>The typed endpoints of the disputes. Reading is guarded like a page; saying needs an officer who may sign.</summary>
/// <remarks>Requests are JSON only and the session cookie is SameSite=Lax, so no other site can make a browser say something.</remarks>
public static class DisputesApi
{
    public static void MapDisputesApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/channels/{channel}/disputes").WithTags("disputes");
        api.MapGet("/acts", ActsAsync).Needs(Need.Read).WithName("ListActs");
        api.MapGet("/acts/{id}", ActAsync).Needs(Need.Read).WithName("GetAct");
        api.MapGet("/ledger", Ledger).Needs(Need.Read).WithName("GetLedger");
        api.MapGet("/chains", Chains).Needs(Need.Read).WithName("ListChains");
        api.MapGet("/links", Links).Needs(Need.Read).WithName("ListLinks");
        api.MapPost("/acts", RecordActAsync).Needs(Need.Say).WithName("RecordAct").WithSummary("Record an act; evidence may come with it: evidence {title, language, content}, the content in Base64, at most 8 MiB").WithMetadata(new UploadLimitAttribute { Encoded = true });
        api.MapPost("/acts/{id}/accounts", GiveAccount).Needs(Need.Say).WithName("GiveAccount");
        api.MapPost("/acts/{id}/affirmations", AffirmAct).Needs(Need.Say).WithName("AffirmAct");
        api.MapPost("/acts/{id}/answers", AnswerAct).Needs(Need.Say).WithName("AnswerAct");
        api.MapPost("/links", AssertLink).Needs(Need.Say).WithName("AssertLink");
        api.MapPost("/links/denials", DenyLink).Needs(Need.Say).WithName("DenyLink");
        api.MapPost("/links/withdrawals", WithdrawLink).Needs(Need.Say).WithName("WithdrawLink");
        api.MapPost("/measures", AnnounceMeasure).Needs(Need.Say).WithName("AnnounceMeasure");
        api.MapPost("/measures/{id}/stages", RecordStage).Needs(Need.Say).WithName("RecordStage");
        api.MapPost("/translations", SupplyTranslation).Needs(Need.Say).WithName("SupplyTranslation");
    }

    private static async Task<Results<JsonHttpResult<ActsView>, ProblemHttpResult>> ActsAsync(
        IRoom room, ReadDesk reads, string channel, DateOnly? asOf, [AsParameters] PageQuery page, [FromQuery] string[]? track = null, [FromQuery] string[]? type = null,
        CancellationToken cancellation = default)
    {
        var picture = room.Picture(ChannelId.Parse(channel), asOf);
        var part = page.Of(picture.Disputes.Acts.Where(a => Among(track, a.Track) && Among(type, a.Type.Wire())), a => a.Id.ToString());
        await reads.OpenedAsync(ChannelId.Parse(channel), part.Items.Select(a => a.Id).ToHashSet(), ReadHow.Api, cancellation);
        return part.Answer(acts => Json(new ActsView(picture.AsOf, acts.Items, acts.Next)));
    }

    private static async Task<Results<JsonHttpResult<ActView>, NotFound>> ActAsync(IRoom room, ReadDesk reads, string channel, string id, DateOnly? asOf, CancellationToken cancellation)
    {
        var board = room.Board(ChannelId.Parse(channel), asOf);
        if (!StatementId.TryParse(id, out var wanted) || board.Act(wanted) is not { } act)
        {
            return TypedResults.NotFound();
        }

        await reads.OpenedAsync(ChannelId.Parse(channel), [wanted], ReadHow.Api, cancellation);
        return Json(new ActView(board.AsOf, act, [.. board.From(wanted)], [.. board.To(wanted)], [.. board.MeasuresOn(new HashSet<StatementId> { wanted })]));
    }

    private static Results<JsonHttpResult<LedgerView>, ProblemHttpResult> Ledger(IRoom room, string channel, DateOnly? asOf, [AsParameters] PageQuery page)
    {
        var picture = room.Picture(ChannelId.Parse(channel), asOf);
        return page.Of(picture.Disputes.Measures, m => m.Id.ToString()).Answer(part => Json(new LedgerView(picture.AsOf, picture.Disputes.Ledger, part.Items, part.Next)));
    }

    private static Results<JsonHttpResult<ChainsView>, ProblemHttpResult> Chains(IRoom room, string channel, DateOnly? asOf, [AsParameters] PageQuery page)
    {
        var picture = room.Picture(ChannelId.Parse(channel), asOf);
        return page.Of(picture.Disputes.Chains, c => string.Join('.', c.Acts.First(), c.Acts.Last(), c.Length)).Answer(part => Json(new ChainsView(picture.AsOf, part.Items, part.Next)));
    }

    private static Results<JsonHttpResult<LinksView>, ProblemHttpResult> Links(IRoom room, string channel, DateOnly? asOf, [AsParameters] PageQuery page)
    {
        var picture = room.Picture(ChannelId.Parse(channel), asOf);
        return page.Of(picture.Disputes.Links, l => $"{l.From}.{l.To}.{l.Relation.Wire()}").Answer(part => Json(new LinksView(picture.AsOf, part.Items, part.Next)));
    }

    private static async Task<Answer> RecordActAsync(ApiSaying say, IRoom room, [FromServices] EvidenceDesk? desk, string channel, JsonElement body, CancellationToken cancellation)
    {
        var (act, enclosed, faults) = EnclosedJson.Take(body);
        if (enclosed is not null && desk is null)
        {
            faults = [.. faults, new(EnclosedJson.Name, "evidence.nowhere", "expected none, since this node keeps nothing beside its record, found a piece")];
        }

        var said = await say.SayAsync<ActRecorded>(channel, act, faults, _ => null, _ => []);
        if (enclosed is null || said.Result is not Created<SaidAnswer> { Value: { } recorded })
        {
            return said;
        }

        return await desk!.AttachAsync(room.Find(recorded.Id)!.Statement, enclosed.Title, enclosed.Language, enclosed.Content, cancellation) is SayResult.Said
            ? said
            : Problems.One(StatusCodes.Status503ServiceUnavailable, "The act was said, its evidence was not attached", "evidence.not-attached", $"act {recorded.Id} stands at index {recorded.Index}; attach its evidence at /api/v1/channels/{channel}/evidence/{recorded.Id}");
    }

    private static Task<Answer> GiveAccount(ApiSaying say, string channel, string id, JsonElement body) =>
        say.SayAsync<AccountGiven>(channel, body, b => b.Act, b => [b.Act], ("act", id));

    private static Task<Answer> AffirmAct(ApiSaying say, string channel, string id, JsonElement body) =>
        say.SayAsync<ActAffirmed>(channel, body, b => b.Act, b => [b.Act], ("act", id));

    private static Task<Answer> AnswerAct(ApiSaying say, string channel, string id, JsonElement body) =>
        say.SayAsync<ActAnswered>(channel, body, b => b.Act, b => [b.Act], ("act", id));

    private static Task<Answer> AssertLink(ApiSaying say, string channel, JsonElement body) =>
        say.SayAsync<LinkAsserted>(channel, body, b => b.From, b => [b.From, b.To]);

    private static Task<Answer> DenyLink(ApiSaying say, string channel, JsonElement body) =>
        say.SayAsync<LinkDenied>(channel, body, b => b.From, b => [b.From, b.To]);

    private static Task<Answer> WithdrawLink(ApiSaying say, string channel, JsonElement body) =>
        say.SayAsync<LinkWithdrawn>(channel, body, b => b.From, b => [b.From, b.To]);

    private static Task<Answer> AnnounceMeasure(ApiSaying say, string channel, JsonElement body) =>
        say.SayAsync<MeasureAnnounced>(channel, body, b => b.Act, b => [b.Act]);

    private static Task<Answer> RecordStage(ApiSaying say, string channel, string id, JsonElement body) =>
        say.SayAsync<StageRecorded>(channel, body, b => b.Measure, b => b.Act is { } act ? [b.Measure, act] : [b.Measure], ("measure", id));

    private static Task<Answer> SupplyTranslation(ApiSaying say, string channel, JsonElement body) =>
        say.SayAsync<TranslationSupplied>(channel, body, b => b.Of, b => [b.Of]);

    private static bool Among(string[]? wanted, string value) => wanted is null or [] || wanted.Contains(value);

    private static JsonHttpResult<T> Json<T>(T view) => TypedResults.Json(view, ApiBody.Options);
}
