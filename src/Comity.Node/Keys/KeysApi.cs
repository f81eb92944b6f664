using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Keys;

/// <summary>Keys over HTTP: what this node signs with, its request for a roster, and the roster handed over.</summary>
public static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys");
        keys.MapGet("", Keys).Needs(Need.Read).WithSummary("The newest roster, the keys held here, and the roster each journal of this member relies on");
        keys.MapPost("/node-keys", Make).Needs(Need.Say).WithSummary("Make a key on this node; it signs nothing until a roster names it");
        keys.MapGet("/request", Request).Needs(Need.Read).WithSummary("The roster request, for whoever keeps the root key offline");
        keys.MapPost("/rosters", HandAsync).Needs(Need.Say).WithSummary("Hand a signed roster over: adopted in every journal of this member");
        keys.MapRepins();
    }

    private static Ok<KeysAnswer> Keys(NodeRecord record, SightAccessor sights)
    {
        record.Keys.Reload();
        var newest = record.Roster;

        // What may be read is asked before the record is held: the answer rests on mandates, which are in the record themselves.
        var sight = sights.Sight;
        var open = record.Read(r => r.Channels.Select(c => c.Id).ToArray()).Where(sight.MayRead).ToHashSet();
        return TypedResults.Ok(new KeysAnswer(
            record.Me,
            newest?.Root.Thumbprint,
            newest is null ? null : KeyFingerprint.Digits(newest.Root.Thumbprint),
            newest?.Sequence,
            newest is null ? [] : newest.Keys.Select(k => new NodeKeyAnswer(k.Thumbprint, record.Keys.Keys.Any(held => held.Public.Equals(k)))).ToValueList(),
            record.Keys.Keys.Where(k => newest?.FindKey(k.Public.Thumbprint) is null).Select(k => k.Public.Thumbprint).ToValueList(),
            record.Read(r => r.Channels.Where(c => open.Contains(c.Id) && c.Find(record.Me)?.Size > 0).Select(c => new JournalRosterAnswer(c.Id, c[record.Me].Roster!.Sequence)).ToValueList())));
    }

    private static Results<Ok<MadeKeyAnswer>, ProblemHttpResult> Make(HttpContext http, NodeRecord record) =>
        OfficerAccessor.Of(http) is { MaySign: true }
            ? TypedResults.Ok(new MadeKeyAnswer(record.Keys.Make().Public.Thumbprint))
            : Problems.MayNotSign();

    private static ContentHttpResult Request(NodeRecord record) => TypedResults.Text(RosterRequests.Of(record), "text/plain");

    private static async Task<Results<Ok<RosterAdoptedAnswer>, ProblemHttpResult>> HandAsync(
        HttpContext http, NodeRecord record, RosterHandover handover, HandRosterRequest request, CancellationToken cancellation)
    {
        if (OfficerAccessor.Of(http) is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        try
        {
            var (faults, adopted) = await handover.HandAsync(request.Roster ?? "", officer.Level, cancellation).ConfigureAwait(false);
            return faults.Count > 0 ? Problems.Faults(faults) : TypedResults.Ok(new RosterAdoptedAnswer(
                record.Keys.Newest!.Sequence,
                adopted.Select(s => new AdoptionAnswer(s.Channel, s.Index, s.Id)).ToValueList(),
                record.Read(r => r.Channels.Where(c => c.Find(record.Me) is { Size: > 0 } own && own.Roster!.Sequence < record.Keys.Newest!.Sequence).Select(c => c.Id).ToValueList())));
        }
        catch (NodeStoppedException stopped)
        {
            return Problems.One(StatusCodes.Status503ServiceUnavailable, "The node cannot sign now; the roster is kept", stopped.Code, stopped.Message);
        }
        catch (ArgumentException refused)
        {
            return Problems.Faults([new Fault("roster", "room.refused", refused.Message)]);
        }
    }
}

/// <param name="Roster">Compact, as <c>comity keys roster</c> writes it.</param>
public sealed record HandRosterRequest(string? Roster);

/// <param name="Digits">The root key to read out: twelve groups of five digits.</param>
/// <param name="Offered">Keys held here that no roster names yet.</param>
public sealed record KeysAnswer(
    MemberId Member, string? Root, string? Digits, int? Roster, ValueList<NodeKeyAnswer> Keys, ValueList<string> Offered, ValueList<JournalRosterAnswer> Journals);

/// <param name="HeldHere">Whether this node holds the private half.</param>
public sealed record NodeKeyAnswer(string Thumbprint, bool HeldHere);

public sealed record JournalRosterAnswer(ChannelId Channel, int Roster);

public sealed record MadeKeyAnswer(string Thumbprint);

/// <param name="Later">Channels that may not be signed now; they adopt it before their next statement.</param>
public sealed record RosterAdoptedAnswer(int Roster, ValueList<AdoptionAnswer> Adopted, ValueList<ChannelId> Later);

public sealed record AdoptionAnswer(ChannelId Channel, long Index, StatementId Id);
