using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum.Repins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Keys;

/// <summary>Lost roots over HTTP: proposals with their standing, and what this member says of them.</summary>
public static class RepinApi
{
    public static void MapRepins(this IEndpointRouteBuilder keys)
    {
        keys.MapGet("/repins", Repins).Needs(Need.Read).WithSummary("Roots in force, proposals to re-pin one with their standing, and statements without effect with the reason");
        keys.MapPost("/repins", (HttpContext http, RepinDesk desk, ProposeRepinRequest request, CancellationToken cancellation) =>
            SayAsync(http, officer => desk.ProposeAsync(request.Member, request.Root, request.WaitingDays ?? RepinProposal.LeastDays, officer, cancellation))).Needs(Need.Say).WithSummary("Propose that a member's lost root be re-pinned");
        keys.MapPost("/repins/{proposal}/acceptance", (HttpContext http, RepinDesk desk, string proposal, CancellationToken cancellation) =>
            SayAsync(http, officer => desk.AcceptAsync(proposal, officer, cancellation))).Needs(Need.Say).WithSummary("Accept a proposal; this party's waiting period begins");
        keys.MapPost("/repins/{proposal}/veto", (HttpContext http, RepinDesk desk, string proposal, CancellationToken cancellation) =>
            SayAsync(http, officer => desk.VetoAsync(proposal, officer, cancellation))).Needs(Need.Say).WithSummary("Veto the re-pinning of this member's own root");
        keys.MapPost("/repins/{proposal}/closing", (HttpContext http, RepinDesk desk, string proposal, CancellationToken cancellation) =>
            SayAsync(http, officer => desk.CloseAsync(proposal, officer, cancellation))).Needs(Need.Say).WithSummary("Close: the waiting period has passed and no veto was seen");
    }

    private static Results<Ok<RepinsAnswer>, ProblemHttpResult> Repins(RepinDesk desk, NodeOptions options)
    {
        if (desk.Findings is not { } found)
        {
            return Problems.NotFound("no charter is held by this node");
        }

        return TypedResults.Ok(new RepinsAnswer(
            new SortedDictionary<string, string>(found.Roots.ToDictionary(r => r.Key.ToString(), r => r.Value), StringComparer.Ordinal),
            found.Proposals.Select(p => RepinAnswer.Of(p, options.Clock.Now)).ToValueList(),
            found.Ineffective.Select(i => new IneffectiveAnswer(i.Key, i.Value)).ToValueList()));
    }

    private static async Task<Results<Ok<SaidAnswer>, ProblemHttpResult>> SayAsync(HttpContext http, Func<Officer, Task<RepinSaid>> say)
    {
        if (OfficerAccessor.Of(http) is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        try
        {
            var answer = await say(officer).ConfigureAwait(false);
            return answer.Said is { } said ? TypedResults.Ok(new SaidAnswer(said.Id, said.Index)) : Problems.Faults(answer.Faults);
        }
        catch (NodeStoppedException stopped)
        {
            return Problems.One(StatusCodes.Status503ServiceUnavailable, "The node cannot sign now", stopped.Code, stopped.Message);
        }
        catch (ArgumentException refused)
        {
            return Problems.Faults([new Fault("", "room.refused", refused.Message)]);
        }
    }
}

/// <param name="Root">Thumbprint of the new root key.</param>
/// <param name="WaitingDays">30 to 366; 30 when left out.</param>
public sealed record ProposeRepinRequest(string? Member, string? Root, int? WaitingDays);

/// <param name="Roots">Thumbprint of the root in force, by member.</param>
public sealed record RepinsAnswer(IReadOnlyDictionary<string, string> Roots, ValueList<RepinAnswer> Proposals, ValueList<IneffectiveAnswer> Ineffective);

/// <param name="Standing">A code of docs/spec/keys.md.</param>
/// <param name="DaysLeft">Days until the last party may close, by the room's clock; null until all have accepted. A figure for readers: it decides nothing.</param>
public sealed record RepinAnswer(
    StatementId Id, MemberId Author, MemberId Member, string From, string To, int WaitingDays, string Standing, int? DaysLeft, ValueList<RepinPartyAnswer> Parties, ValueList<StatementId> Vetoes)
{
    public static RepinAnswer Of(RepinFinding found, DateTimeOffset now) => new(
        found.Proposal.Id, found.Proposal.Author, found.Proposal.Member, found.Proposal.From, found.Proposal.To, found.Proposal.WaitingDays, found.Standing, DaysUntil(found, now),
        found.Parties.Select(p => new RepinPartyAnswer(p.Member, p.Acceptance, p.MayCloseAt, p.Closing)).ToValueList(), found.Vetoes);

    /// <summary>Whole days begun; 0 once the period has passed; null unless it runs.</summary>
    public static int? DaysUntil(RepinFinding found, DateTimeOffset now) =>
        found.Standing == RepinRuleNames.Waiting && found.ClosesAt is { } at ? Math.Max(0, (int)Math.Ceiling((at - now).TotalDays)) : null;
}

public sealed record RepinPartyAnswer(MemberId Member, StatementId? Acceptance, DateTimeOffset? MayCloseAt, StatementId? Closing);

public sealed record IneffectiveAnswer(StatementId Id, string Rule);
