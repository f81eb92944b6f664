using Comity.Domain;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Accounts;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Mandates for programs: what the page of mandates does. A head's or an auditor's session is asked for, a token does not do.</summary>
public static class MandatesApi
{
    public static void MapMandatesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/mandates", AllAsync).Needs(Need.SeeMandates).WithName("ListMandates").WithSummary("Who of this delegation may do what, and where");
        api.MapPost("/mandates", GiveAsync).Needs(Need.GiveMandates).WithName("GiveMandate").WithSummary("Give an officer a mandate");
        api.MapPost("/mandates/{mandate}/changes", ChangeAsync).Needs(Need.GiveMandates).WithName("ChangeMandate").WithSummary("Put other terms in the place of a mandate's");
        api.MapPost("/mandates/{mandate}/withdrawal", WithdrawAsync).Needs(Need.GiveMandates).WithName("WithdrawMandate").WithSummary("Take a mandate back, from the moment this is said");
    }

    private static async Task<Results<Ok<MandatesAnswer>, ProblemHttpResult>> AllAsync(IRoom room, OfficerNames names, [AsParameters] PageQuery page)
    {
        var named = (await names.AllAsync()).ToDictionary(n => n.Officer, n => n.Name);
        return page.Of(room.Mandates.Mandates, m => m.Id.ToString()).Answer(part => TypedResults.Ok(new MandatesAnswer(
            [.. part.Items.Select(m => new GivenMandateAnswer(m.Id, m.Officer, named.GetValueOrDefault(m.Officer), m.Standing.Wire(), m.Rule, MandateAnswer.Of(m.Terms)))], part.Next)));
    }

    private static Task<Answer> GiveAsync(HttpContext http, IRoom room, OfficerAccessor officers, OfficerNames names, MandateRequest request) => SayAsync(http, room, officers, names, request, null);

    private static Task<Answer> ChangeAsync(HttpContext http, IRoom room, OfficerAccessor officers, OfficerNames names, string mandate, MandateRequest request) =>
        SayAsync(http, room, officers, names, request, mandate);

    private static async Task<Answer> SayAsync(HttpContext http, IRoom room, OfficerAccessor officers, OfficerNames names, MandateRequest request, string? mandate)
    {
        if (mandate is not null && Find(room, mandate) is null)
        {
            return NoMandate(mandate);
        }

        var form = MandateForm.Read(request.Asked(mandate), room, await names.AllAsync());
        var (body, faults) = form.Body(officers.Sight.Caller!.Officer, room.Day);
        return faults.Count > 0 ? Problems.Faults(faults) : SaidAnswer.Of(await room.MandateAsync(body, http.RequestAborted));
    }

    private static async Task<Answer> WithdrawAsync(HttpContext http, IRoom room, OfficerAccessor officers, string mandate) => Find(room, mandate) is { } found
        ? SaidAnswer.Of(await room.MandateAsync(new MandateWithdrawn(found.Id, officers.Sight.Caller!.Officer, room.Day), http.RequestAborted))
        : NoMandate(mandate);

    private static MandateFinding? Find(IRoom room, string mandate) => StatementId.TryParse(mandate, out var id) ? room.Mandates.Mandates.FirstOrDefault(m => m.Id == id) : null;

    private static ProblemHttpResult NoMandate(string mandate) => Problems.NotFound($"no mandate {mandate} of this member");
}

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record MandatesAnswer(ValueList<GivenMandateAnswer> Mandates, string? Next);

/// <param name="Name">As colleagues know the person; null for somebody without an account now.</param>
/// <param name="Standing"><c>not-yet</c>, <c>in-force</c>, <c>ended</c> or <c>withdrawn</c>.</param>
/// <param name="Rule">The rule it stands so by: docs/spec/mandates.md.</param>
public sealed record GivenMandateAnswer(StatementId Id, string Officer, string? Name, string Standing, string Rule, MandateAnswer Terms);

/// <param name="Officer">The opaque id: GET /api/v1/accounts lists them for administrators, GET /api/v1/me tells one's own.</param>
/// <param name="Code">The first eight characters of it as the person reads them out; not asked for in the demo.</param>
/// <param name="Role"><c>drafter</c>, <c>officer</c>, <c>releaser</c>, <c>head</c> or <c>auditor</c>.</param>
/// <param name="Tracks">Some of the charter's, or <c>["*"]</c> for all, later ones too; nobody opens everything by leaving this out.</param>
/// <param name="Channels">Likewise.</param>
/// <param name="From">First day, as yyyy-MM-dd.</param>
/// <param name="Until">Last day; null while no end is recorded.</param>
public sealed record MandateRequest(
    string? Officer, string? Code, string? Role, string? Office, string? Level, IReadOnlyList<string>? Tracks, IReadOnlyList<string>? Channels, string? From, string? Until)
{
    internal MandateAsked Asked(string? mandate) => new(
        Officer ?? "", Code ?? "", mandate ?? "", Role ?? "", Office ?? "", Level ?? "", Tracks ?? [], Channels ?? [], From ?? "", Until ?? "");
}
