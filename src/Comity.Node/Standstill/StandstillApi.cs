using System.Globalization;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Standstill;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Channels;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Standstill;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Standstills over HTTP: docs/guides/api.md, "Standstill". Reading is guarded like a page; saying needs an officer who may sign.</summary>
public static class StandstillApi
{
    public static void MapStandstillApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/channels/{channel}/standstill").WithTags("standstill");
        api.MapGet("", All).Needs(Need.Read).WithName("GetStandstills").WithSummary("All that follows from what was said of standstills in a channel, as of a day");
        api.MapGet("/{id}", One).Needs(Need.Read).WithName("GetStandstill").WithSummary("One float, offer or plan, with its life, steps, allegations, notices, pledges and suspensions");
        api.MapGet("/{id}/terms", TermsAsync).Needs(Need.Read).WithName("GetStandstillTerms").WithSummary("Terms as data and as clauses in en, ja or ko");
        api.MapGet("/{id}/steps", Steps).Needs(Need.Read).WithName("ListStandstillSteps").WithSummary("What came in since a standstill began, with each party's verdict");
        api.MapGet("/{id}/allegations", Allegations).Needs(Need.Read).WithName("ListAllegations").WithSummary("Allegations under a standstill, with whose turn it is and until when");
        api.MapPost("/{act}", SayAct).Needs(Need.Say).WithName("SayOfStandstill").WithSummary("Say something of a standstill: act is a kind without its capability, such as offer-accepted; fields as on the wire, and beside them track (envelope where the body has a track of its own)");
    }

    private static JsonHttpResult<StandstillsView> All(IRoom room, string channel, DateOnly? asOf) =>
        Json(new StandstillsView(asOf ?? room.Day, room.Standstills(ChannelId.Parse(channel), asOf)));

    private static Results<JsonHttpResult<StandstillAnswer>, NotFound> One(IRoom room, string channel, string id, DateOnly? asOf)
    {
        var found = room.Standstills(ChannelId.Parse(channel), asOf);
        return StatementId.TryParse(id, out var wanted) && (found.Offers.Any(o => o.Id == wanted) || found.Floats.Any(f => f.Id == wanted))
            ? Json(StandstillAnswer.Of(asOf ?? room.Day, wanted, found))
            : TypedResults.NotFound();
    }

    private static async Task<Results<JsonHttpResult<TermsView>, NotFound, ProblemHttpResult>> TermsAsync(IRoom room, ReadDesk reads, string channel, string id, string? language, CancellationToken cancellation)
    {
        if (language is not null && !Formats.Languages.Contains(language))
        {
            return Problems.Faults([new("language", "language.unknown", $"expected one of {string.Join(", ", Formats.Languages)}, found {language}")]);
        }

        var named = ChannelId.Parse(channel);
        var terms = StatementId.TryParse(id, out var wanted) && room.Find(wanted) is { } held && held.Statement.Channel == named
            ? held.Body switch { TermsFloated b => b.Terms, TermsOffered b => b.Terms, _ => null } : null;
        if (terms is null)
        {
            return TypedResults.NotFound();
        }

        await reads.OpenedAsync(named, [wanted], ReadHow.Api, cancellation);
        return Json(new TermsView(wanted, TermsDigest.Of(terms).ToString(), terms, TermsClauses.Of(terms, CultureInfo.GetCultureInfo(language ?? "en"), m => Name(room, m, language ?? "en")).ToValueList()));
    }

    private static JsonHttpResult<StepsView> Steps(IRoom room, string channel, string id, DateOnly? asOf) =>
        Json(new StepsView(asOf ?? room.Day, room.Standstills(ChannelId.Parse(channel), asOf).Steps.Where(s => s.Standstill.ToString() == id).ToValueList()));

    private static JsonHttpResult<AllegationsView> Allegations(IRoom room, string channel, string id, DateOnly? asOf) =>
        Json(new AllegationsView(asOf ?? room.Day, room.Standstills(ChannelId.Parse(channel), asOf).Allegations.Where(a => a.Standstill?.ToString() == id).ToValueList()));

    private static async Task<Answer> SayAct(ApiSaying say, IRoom room, string channel, string act, JsonElement body) => StandstillAct.Find(act) is { } known
        ? await say.SayAsync(channel, body, known.Kind, known.Fields.Any(f => f.Name == "track") ? "envelope" : "track", b => Subject(room, channel, b), b => References.In(b).Where(id => room.Find(id)?.Statement.Channel.ToString() == channel).Take(References.Most))
        : Problems.NotFound($"act {act}: expected one of {string.Join(", ", StandstillAct.All.Select(a => a.Name))}");

    private static StatementId? Subject(IRoom room, string channel, IBody body) => References.Owner(body) is { } about
        && References.Root(about, id => room.Find(id)?.Body) is { } root && room.Find(root)?.Statement.Channel.ToString() == channel ? root : null;

    private static string Name(IRoom room, MemberId member, string language) =>
        room.Forum?.Members.FirstOrDefault(m => m.Id == member)?.Names.TryGetValue(language, out var name) == true ? name : member.ToString();

    private static JsonHttpResult<T> Json<T>(T view) => TypedResults.Json(view, ApiBody.Options);
}
