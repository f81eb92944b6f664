using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Canonical;
using Comity.Record.Forum;

namespace Comity.Record.Joining;

/// <summary>What a forum is to be, before anybody's root key is known: a charter without the members' roots and the founder's roster.</summary>
/// <remarks>Wire form: docs/spec/founding.md, "Terms". Two terms are the same when their canonical JSON is.</remarks>
public sealed class ForumTerms
{
    private const string RootField = "root";
    private const string RosterField = "roster";

    private static readonly string NoRoot = new Hash256(new byte[Hash256.Size]).ToString();

    private readonly Charter _blank;

    private ForumTerms(Charter blank) => _blank = blank;

    public string Name => _blank.Name;

    /// <summary>In the charter's order; their roots mean nothing here.</summary>
    public ValueList<CharterMember> Members => _blank.Members;

    public MemberId Convener => _blank.Convener;

    public Charter Blank => _blank;

    public static ForumTerms Of(Charter charter) =>
        new(charter with { Members = charter.Members.Select(m => m with { Root = NoRoot }).ToValueList(), Roster = "" });

    /// <summary>Reads terms and names everything that is wrong with them.</summary>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out ForumTerms? terms, out ValueList<Fault> faults)
    {
        terms = null;
        if (json.ValueKind != JsonValueKind.Object || JsonNode.Parse(json.GetRawText())!.AsObject() is not { } body || !TryFillIn(body))
        {
            faults = [new Fault("members", "founding.terms.roots", "expected terms without root keys and rosters: they come with the members' replies")];
            return false;
        }

        using var whole = JsonDocument.Parse(body.ToJsonString());
        if (Charter.TryRead(whole.RootElement.Clone(), out var charter, out var fault))
        {
            terms = new ForumTerms(charter);
            faults = [];
            return true;
        }

        faults = Charter.FaultsIn(whole.RootElement).DefaultIfEmpty(fault).ToValueList();
        return false;
    }

    /// <summary>The charter these terms become.</summary>
    /// <param name="roots">The thumbprint of each member's root key.</param>
    /// <param name="roster">The founder's roster, compact.</param>
    public Charter ToCharter(IReadOnlyDictionary<MemberId, string> roots, string roster) =>
        _blank with { Members = _blank.Members.Select(m => m with { Root = roots[m.Id] }).ToValueList(), Roster = roster };

    public JsonObject ToJson()
    {
        var body = _blank.ToBody();
        body.Remove(RosterField);
        foreach (var member in body["members"]!.AsArray())
        {
            member!.AsObject().Remove(RootField);
        }

        return body;
    }

    /// <summary>The fields in which two terms differ, by name.</summary>
    public IReadOnlyList<string> DifferingFrom(ForumTerms other)
    {
        var (mine, theirs) = (ToJson(), other.ToJson());
        return [.. mine.Select(f => f.Key).Union(theirs.Select(f => f.Key), StringComparer.Ordinal).Where(name => CanonicalJson.Digest(mine[name]) != CanonicalJson.Digest(theirs[name]))];
    }

    private static bool TryFillIn(JsonObject body)
    {
        if (!body.TryAdd(RosterField, "") || body["members"] is not JsonArray members)
        {
            // Without a list of members the charter's own rules say what is missing.
            return !body.ContainsKey("members") || body["members"] is not JsonArray;
        }

        return members.OfType<JsonObject>().All(m => m.TryAdd(RootField, NoRoot));
    }
}
