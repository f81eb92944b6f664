using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Joining;

/// <summary>What the convener hands to every member in the end: the signed charter, and beside it each member's roster and address.</summary>
/// <remarks>Wire form: docs/spec/founding.md, "Founding file": two lines, the charter and the list, both compact JWS.</remarks>
public sealed class FoundedForum
{
    public const string Type = "comity-founding+jws";

    private FoundedForum(Statement charterStatement, Charter charter, Jws charterJws, Jws list, IReadOnlyDictionary<MemberId, FoundedMember> members)
    {
        CharterStatement = charterStatement;
        Charter = charter;
        CharterJws = charterJws;
        List = list;
        Members = members;
    }

    /// <summary>The forum: the id of its charter.</summary>
    public StatementId Id => CharterStatement.Id;

    public Statement CharterStatement { get; }

    public Charter Charter { get; }

    public IReadOnlyDictionary<MemberId, FoundedMember> Members { get; }

    public string Text => CharterStatement.Compact + "\n" + List.Compact + "\n";

    internal Jws CharterJws { get; }

    internal Jws List { get; }

    /// <param name="key">A key of the founder's roster, as the charter's signature is.</param>
    public static string Write(Statement charter, IEnumerable<FoundedMember> members, SigningKey key)
    {
        var list = new JsonObject
        {
            ["charter"] = charter.Id.ToString(),
            ["members"] = new JsonObject(members.OrderBy(m => m.Roster.Member).Select(m => KeyValuePair.Create<string, JsonNode?>(
                m.Roster.Member.ToString(), new JsonObject { ["roster"] = m.Roster.Compact, ["address"] = m.Address.ToString() }))),
        };
        return charter.Compact + "\n" + Jws.Sign(key, Type, JsonSerializer.SerializeToUtf8Bytes(list)) + "\n";
    }

    /// <summary>Reads the file; whether it is what was agreed, <see cref="JoiningRules.OfForum"/> says.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out FoundedForum? forum, [NotNullWhen(false)] out Fault? fault)
    {
        forum = null;
        if (text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [var charterLine, var listLine])
        {
            fault = new Fault("", "founding.file.form", "expected two lines, the charter and the list of rosters and addresses");
            return false;
        }

        if (!StatementGate.TryRead(charterLine, out var statement, out var charterJws, out fault) || !Jws.TryRead(listLine, Type, out var list, out fault) || !StrictJson.TryParse(list.Payload, out var json, out fault))
        {
            return false;
        }

        if (statement is not { Kind: RecordKinds.Charter, Forum: null })
        {
            fault = new Fault("", "founding.file.charter", $"expected a charter, found {statement.Kind}");
            return false;
        }

        if (!Charter.TryRead(statement.Body, out var charter, out fault))
        {
            return false;
        }

        if (SignedFile.Text(json, "charter") != statement.Id.ToString() || !TryMembers(json, charter, out var members))
        {
            fault = new Fault("members", "founding.file.list", "expected the roster and the address of each of the charter's members and of nobody else");
            return false;
        }

        forum = new FoundedForum(statement, charter, charterJws, list, members);
        return true;
    }

    private static bool TryMembers(JsonElement json, Charter charter, out Dictionary<MemberId, FoundedMember> members)
    {
        members = [];
        if (!json.TryGetProperty("members", out var list) || list.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var entry in list.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Object || SignedFile.Text(entry.Value, "roster") is not { } compact
                || !Roster.TryRead(compact, out var roster, out _) || roster.Member.ToString() != entry.Name || SignedFile.Address(entry.Value, "address") is not { } address)
            {
                return false;
            }

            members.Add(roster.Member, new FoundedMember(roster, address));
        }

        return members.Keys.ToHashSet().SetEquals(charter.MemberIds);
    }
}

/// <param name="Address">Where its node answers.</param>
public sealed record FoundedMember(Roster Roster, Uri Address);
