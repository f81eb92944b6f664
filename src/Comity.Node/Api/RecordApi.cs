using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Pictures;
using Comity.Node.Access;
using Comity.Node.Accounts;
using Comity.Node.Channels;
using Comity.Node.Dates;
using Comity.Node.Desk;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Api;

/// <summary>The record over HTTP, for programs: docs/guides/api.md.</summary>
public static class RecordApi
{
    public const int MostStatements = 500;

    public static void MapRecordApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/me", MeAsync).Needs(Need.SignedIn).WithSummary("Whose token this is");
        api.MapGet("/channels", Channels).Needs(Need.Read).WithSummary("Channels this node holds, with their audience and heads");
        api.MapGet("/members", Members).Needs(Need.Read).WithSummary("Members of the forum, root thumbprints and node keys as JWK");
        api.MapGet("/channels/{channel}/statements", StatementsAsync).Needs(Need.Read).WithSummary("Statements of a channel by author and index, each with its compact JWS");
        api.MapPost("/channels/{channel}/statements", SayAsync).Needs(Need.Say).WithSummary("Say something: signed and durable when this answers");
        api.MapGet("/statements/{id}", OneStatementAsync).Needs(Need.Read).WithSummary("One statement; ?form=jws gives the compact text");
        api.MapGet("/statements/{id}/proof", Proof).Needs(Need.Read).WithSummary("Inclusion proof of a statement under what a later statement has seen");
        api.MapForks();
        api.MapGet("/channels/{channel}/picture", Picture).Needs(Need.Read).WithSummary("What the statements show as of a day, with the digest of that picture");
    }

    private static async Task<Ok<MeAnswer>> MeAsync(HttpContext http, OfficerAccessor officers, NodeOptions options, DeskBook desks)
    {
        var tokens = http.RequestServices.GetService(typeof(TokenBook)) is TokenBook book && AccountClaims.AccountOf(http) is { } account
            ? await book.OfAsync(account).ConfigureAwait(false)
            : [];
        var scopes = officers.Sight.Caller?.Scopes;
        return TypedResults.Ok(new MeAnswer(
            options.Member, officers.Officer, [.. officers.Sight.Mandates.Select(MandateAnswer.Of)], scopes?.Order(StringComparer.Ordinal).ToValueList(), [.. tokens.Select(TokenAnswer.Of)],
            FeedKeys.MayHave(officers.Sight) ? desks.FeedKey(officers.Sight.Caller!.Officer) : null));
    }

    private static Ok<ChannelsAnswer> Channels(IRoom room) => TypedResults.Ok(new ChannelsAnswer(
    [
        .. room.Channels.Select(c => new ChannelAnswer(c, c.IsPublic, c.MembersIn(room.Forum!.Members.Select(m => m.Id)), Heads(room.Journals(c).ToDictionary(j => j.Member, j => j.Head)))),
    ]));

    private static Ok<MembersAnswer> Members(IRoom room, NodeRecord record) => TypedResults.Ok(record.Read(r => new MembersAnswer(
        r.ForumId,
        r.Charter is not { } charter ? [] : charter.Members.Select(m =>
        {
            var roster = r.Find(ChannelId.Plenary)!.Find(m.Id)?.Roster;
            return new MemberAnswer(
                m.Id, m.Kind, m.Id == charter.Convener, m.Names, m.Root, roster?.Root.ToJwk(), roster?.Sequence, roster?.Keys.Select(k => Key(k.ToJwk(), k.Thumbprint)).ToValueList() ?? []);
        }).ToValueList())));

    private static JsonObject Key(JsonObject jwk, string thumbprint)
    {
        jwk["kid"] = thumbprint;
        jwk["alg"] = "ES256";
        jwk["use"] = "sig";
        return jwk;
    }

    private static async Task<Results<Ok<StatementsAnswer>, ProblemHttpResult>> StatementsAsync(
        IRoom room,
        ReadDesk reads,
        string channel,
        [Description("Where the last answer stopped: its next")] string? after = null,
        [Description("Only this kind")] string? kind = null,
        [Description("Only this matter: the statement that opened it, and what was said on it")] string? subject = null,
        int limit = 100,
        CancellationToken cancellation = default)
    {
        if (HeldChannel(room, channel) is not { } held)
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        var faults = new List<Fault>();
        if (!Place.TryParse(after, out var place))
        {
            faults.Add(new Fault("after", "api.after", $"expected the next of an earlier answer, as jp:41, found {after}"));
        }

        var matter = default(StatementId?);
        if (subject is not null)
        {
            if (StatementId.TryParse(subject, out var id))
            {
                matter = id;
            }
            else
            {
                faults.Add(new Fault("subject", "api.subject", $"expected a statement id, found {subject}"));
            }
        }

        if (limit is < 1 or > MostStatements)
        {
            faults.Add(new Fault("limit", "api.limit", $"expected 1 to {MostStatements}, found {limit}"));
        }

        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var page = Page(room, held, place, kind, matter, limit);
        await reads.OpenedAsync(held, page.Statements.Select(s => s.Id).ToHashSet(), ReadHow.Api, cancellation);
        return TypedResults.Ok(page);
    }

    private static StatementsAnswer Page(IRoom room, ChannelId channel, Place? after, string? kind, StatementId? subject, int limit)
    {
        var found = new List<StatementAnswer>();
        var started = after is null;
        foreach (var journal in room.Journals(channel))
        {
            if (!started && journal.Member != after!.Member)
            {
                continue;
            }

            var from = started ? 0 : after!.Index + 1;
            started = true;
            // A window at a time: what a mandate does not open is missing from its window.
            for (; from < journal.Head.Size; from += MostStatements)
            {
                foreach (var statement in room.Statements(channel, journal.Member, from, MostStatements))
                {
                    if ((kind is null || statement.Kind == kind) && (subject is null || statement.Subject == subject || statement.Id == subject))
                    {
                        if (found.Count == limit)
                        {
                            return new StatementsAnswer(found.ToValueList(), $"{found[^1].Member}:{found[^1].Index}");
                        }

                        found.Add(StatementAnswer.Of(statement));
                    }
                }
            }
        }

        return new StatementsAnswer(found.ToValueList(), null);
    }

    private static async Task<Results<Created<SaidAnswer>, ProblemHttpResult>> SayAsync(
        IRoom room, OfficerAccessor officers, string channel, JsonElement request, CancellationToken cancellation)
    {
        if (HeldChannel(room, channel) is not { } held)
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        var faults = SayRequest.TryRead(request, out var say);
        if (faults.Count > 0)
        {
            return Problems.Faults(faults);
        }

        return SaidAnswer.Of(await room.SayAsync(held, say!.Body, say.Track, say.Subject, say.Cites, officer, cancellation).ConfigureAwait(false));
    }

    private static async Task<Results<Ok<StatementAnswer>, ContentHttpResult, ProblemHttpResult>> OneStatementAsync(IRoom room, ReadDesk reads, string id, string? form = null, CancellationToken cancellation = default)
    {
        if (!StatementId.TryParse(id, out var parsed) || room.Find(parsed) is not { } held)
        {
            return Problems.NotFound($"no statement {id} is held by this node");
        }

        await reads.OpenedAsync(held.Statement, ReadHow.Api, cancellation);
        return form switch
        {
            null => TypedResults.Ok(StatementAnswer.Of(held.Statement)),
            "jws" => TypedResults.Text(held.Statement.Compact, "application/jose"),
            _ => Problems.Faults([new Fault("form", "api.form", $"expected jws or nothing, found {form}")], StatusCodes.Status400BadRequest),
        };
    }

    private static Results<Ok<ProofAnswer>, ProblemHttpResult> Proof(IRoom room, NodeRecord record, string id, [Description("A later statement of the channel that had seen this one")] string? @in = null)
    {
        if (!StatementId.TryParse(id, out var parsed) || room.Find(parsed)?.Statement is not { } statement)
        {
            return Problems.NotFound($"no statement {id} is held by this node");
        }

        var later = default(Statement);
        if (@in is not null && (!StatementId.TryParse(@in, out var laterId) || (later = room.Find(laterId)?.Statement) is null || later.Channel != statement.Channel))
        {
            return Problems.NotFound($"in: no statement {@in} of channel {statement.Channel} is held by this node");
        }

        var head = later?.Seen[statement.Member] ?? record.Read(r => r.Find(statement.Channel)![statement.Member].Head);
        if (head.Size <= statement.Index)
        {
            return Problems.Faults([new Fault("in", "api.in", $"expected a statement that had seen {statement.Member} above size {statement.Index}, found size {head.Size}")]);
        }

        var path = record.Read(r => r.Find(statement.Channel)![statement.Member].Tree.InclusionProof(statement.Index, head.Size));
        return TypedResults.Ok(new ProofAnswer(
            statement.Id, statement.Channel, statement.Member, statement.Index, MerkleHashing.Leaf(statement.Id).ToString(), HeadAnswer.Of(head), path.Select(p => p.ToString()).ToValueList(), later?.Id, later?.Compact, room.Forum!.Disclaimer));
    }

    private static Results<Ok<PictureAnswer>, ProblemHttpResult> Picture(IRoom room, string channel, string? asOf = null, [Description("Journal sizes to judge from, as jp:38,kr:41,us:12")] string? cut = null)
    {
        if (HeldChannel(room, channel) is not { } held)
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        var faults = new List<Fault>();
        var day = room.Day;
        if (asOf is not null && !DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            faults.Add(new Fault("asOf", "api.as-of", $"expected a date as 2019-08-02, found {asOf}"));
        }

        if (!CutText.TryParse(cut, room.Journals(held), out var sizes, out var wrong))
        {
            faults.Add(wrong);
        }

        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var picture = room.Picture(held, day, sizes);
        return TypedResults.Ok(new PictureAnswer(
            picture.Edition, Heads(picture.Heads), picture.AsOf, picture.Digest, picture.Founded, picture.Json["findings"]!.DeepClone().AsObject(), picture.Tracks?.Order(StringComparer.Ordinal).ToValueList()));
    }

    internal static ChannelId? HeldChannel(IRoom room, string channel) => ChannelId.TryParse(channel, out var id) && room.Channels.Contains(id) ? id : null;

    private static IReadOnlyDictionary<string, HeadAnswer> Heads(IReadOnlyDictionary<MemberId, TreeHead> heads) =>
        new SortedDictionary<string, HeadAnswer>(heads.ToDictionary(h => h.Key.ToString(), h => HeadAnswer.Of(h.Value)), StringComparer.Ordinal);
}
