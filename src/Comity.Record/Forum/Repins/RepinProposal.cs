using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Statements;

namespace Comity.Record.Forum.Repins;

/// <summary>What <see cref="RecordKinds.RepinProposed"/> says: a member's root key is lost, and this one shall count in its place.</summary>
/// <remarks>Wire form: docs/spec/keys.md, "A lost root".</remarks>
/// <param name="From">Thumbprint of the root key that counts until then.</param>
/// <param name="To">Thumbprint of the one that shall.</param>
/// <param name="WaitingDays">Days of 24 hours between a party's acceptance and its closing, each by that party's own clock.</param>
public sealed record RepinProposal(StatementId Id, MemberId Author, MemberId Member, string From, string To, int WaitingDays)
{
    public const int LeastDays = 30;
    public const int MostDays = 366;

    public static JsonObject BodyOf(MemberId member, string from, string to, int waitingDays) => new()
    {
        ["member"] = member.ToString(),
        ["from"] = from,
        ["to"] = to,
        ["waitingDays"] = waitingDays,
    };

    /// <summary>The body of an acceptance, a veto or a closing.</summary>
    public static JsonObject BodyNaming(StatementId proposal) => new() { ["proposal"] = proposal.ToString() };

    public static bool IsKind(string kind) => kind is RecordKinds.RepinProposed or RecordKinds.RepinAccepted or RecordKinds.RepinVetoed or RecordKinds.RepinClosed;

    /// <summary>Null when the statement is no proposal, or its body has another form.</summary>
    public static RepinProposal? In(Statement statement) =>
        statement.Kind == RecordKinds.RepinProposed && statement.Body.EnumerateObject().Count() == 4
        && MemberId.TryParse(Text(statement.Body, "member"), out var member)
        && Text(statement.Body, "from") is { } from && Hash256.TryParse(from, out _)
        && Text(statement.Body, "to") is { } to && Hash256.TryParse(to, out _) && to != from
        && statement.Body.TryGetProperty("waitingDays", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var days)
            ? new RepinProposal(statement.Id, statement.Member, member, from, to, days)
            : null;

    /// <summary>The proposal that an acceptance, a veto or a closing names and cites; null when it has another form.</summary>
    public static StatementId? NamedBy(Statement statement) =>
        statement.Kind != RecordKinds.RepinProposed && IsKind(statement.Kind) && statement.Body.EnumerateObject().Count() == 1
        && StatementId.TryParse(Text(statement.Body, "proposal"), out var proposal) && statement.Cites.Contains(proposal)
            ? proposal
            : null;

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
