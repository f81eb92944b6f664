using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Api;

// What the API answers, read together; names are stable from version 1 on.

/// <param name="Scopes">What this token is limited to; null for a session, which may do all its officer may.</param>
/// <param name="Tokens">Your tokens on this node, never their text.</param>
/// <param name="FeedKey">Give it as <c>?key=</c> to a calendar feed; null for a token that opens less than its officer may read.</param>
public sealed record MeAnswer(MemberId Member, Officer? Officer, ValueList<MandateAnswer> Mandates, ValueList<string>? Scopes, ValueList<TokenAnswer> Tokens, string? FeedKey);

/// <param name="Channels">Null for every channel this member hears.</param>
/// <param name="Tracks">Null for all of them.</param>
public sealed record MandateAnswer(string Role, string Office, string Level, ValueList<string>? Tracks, ValueList<ChannelId>? Channels, DateOnly From, DateOnly? Until)
{
    public static MandateAnswer Of(MandateTerms terms) => new(
        JsonNamingPolicy.KebabCaseLower.ConvertName(terms.Role.ToString()), terms.Office, terms.Level, terms.Tracks, terms.Channels, terms.From, terms.Until);
}

public sealed record ChannelsAnswer(ValueList<ChannelAnswer> Channels);

/// <param name="Members">Who hears what is said here; in a public channel anybody does.</param>
public sealed record ChannelAnswer(ChannelId Id, bool Public, ValueList<MemberId> Members, IReadOnlyDictionary<string, HeadAnswer> Heads);

public sealed record HeadAnswer(long Size, string Root)
{
    public static HeadAnswer Of(TreeHead head) => new(head.Size, head.Root.ToString());
}

public sealed record MembersAnswer(StatementId Forum, ValueList<MemberAnswer> Members);

/// <param name="RootThumbprint">RFC 7638 thumbprint the charter pins.</param>
/// <param name="Keys">Node keys of the roster in force, as JWK.</param>
public sealed record MemberAnswer(
    MemberId Id, string Kind, bool Convener, IReadOnlyDictionary<string, string> Names, string RootThumbprint, JsonObject? Root, int? Roster, ValueList<JsonObject> Keys);

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record StatementsAnswer(ValueList<StatementAnswer> Statements, string? Next);

public sealed record StatementAnswer(
    StatementId Id, StatementId? Forum, ChannelId Channel, MemberId Member, long Index, IReadOnlyDictionary<string, HeadAnswer> Seen, int Roster, string ClaimedAt,
    string Office, string Level, string Kind, string? Track, StatementId? Subject, ValueList<StatementId> Cites, JsonElement Body, string KeyId, string Jws)
{
    public static StatementAnswer Of(Statement s) => new(
        s.Id, s.Forum, s.Channel, s.Member, s.Index,
        new SortedDictionary<string, HeadAnswer>(s.Seen.ToDictionary(h => h.Key.ToString(), h => HeadAnswer.Of(h.Value)), StringComparer.Ordinal),
        s.Roster, s.ClaimedAt.UtcDateTime.ToString(StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture),
        s.Office, s.Level, s.Kind, s.Track, s.Subject, s.Cites, s.Body, s.KeyId, s.Compact);
}

public sealed record SaidAnswer(StatementId Id, long Index)
{
    /// <summary>What the room answered, as every endpoint that says something answers it.</summary>
    public static Results<Created<SaidAnswer>, ProblemHttpResult> Of(SayResult result) => result switch
    {
        SayResult.Said said => TypedResults.Created($"/api/v1/statements/{said.Id}", new SaidAnswer(said.Id, said.Index)),
        SayResult.Faulty faulty => Problems.Faults(faulty.Faults),
        SayResult.Stopped stopped => Problems.One(StatusCodes.Status503ServiceUnavailable, "The node cannot sign now", stopped.Code, stopped.Message),
        _ => throw new InvalidOperationException($"expected a known answer of the room, found {result.GetType().Name}"),
    };
}

/// <param name="Leaf">SHA-256(0x00 ‖ the id's 32 bytes).</param>
/// <param name="Path">From the leaf's sibling upwards.</param>
/// <param name="In">The later statement whose <c>seen</c> holds the head, with its text; null for the head held now.</param>
/// <param name="Notice">What the charter says of the whole record.</param>
public sealed record ProofAnswer(
    StatementId Id, ChannelId Channel, MemberId Member, long Index, string Leaf, HeadAnswer Head, ValueList<string> Path, StatementId? In, string? InJws, string Notice);

/// <param name="Tracks">The tracks your mandate narrows it to; null when it shows all. The digest of a narrowed picture is its own.</param>
public sealed record PictureAnswer(
    string Edition, IReadOnlyDictionary<string, HeadAnswer> Heads, DateOnly AsOf, string Digest, bool Founded, JsonObject Findings, ValueList<string>? Tracks);
