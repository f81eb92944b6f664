using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Comity.Record.Statements;

namespace Comity.Record.Forum;

/// <summary>What founds a forum: its members with their root keys, its convener, tracks, languages, levels and zone.</summary>
/// <param name="Succeeds">The forum this one follows, by its charter's id: members left it, or more joined; null for none. Nothing of it counts here.</param>
/// <param name="TwoPersons">Where a draft is released by a second person: <c>plenary</c>, <c>pairs</c> (every channel of named members), <c>public</c>; null where one suffices.</param>
/// <param name="Names">The forum's name by language, each of the charter's; null where <paramref name="Name"/> is all there is.</param>
/// <remarks>Wire form: docs/spec/statement.md, "Charter". Index 0 of the founder's plenary journal; its statement id names the forum.</remarks>
public sealed record Charter(
    string Name,
    ValueList<CharterMember> Members,
    MemberId Convener,
    ValueList<string> Tracks,
    ValueList<string> Languages,
    ValueList<string> Levels,
    string Zone,
    string TimeZoneEdition,
    ValueList<MemberId> Publishers,
    string Notice,
    string Roster,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StatementId? Succeeds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ValueList<string>? TwoPersons = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Names = null)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOnlyFields } },
    };

    public CharterMember? Find(MemberId member) => Members.FirstOrDefault(m => m.Id == member);

    /// <summary>Thumbprint of each member's root key.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<MemberId, string> Roots => Members.ToDictionary(m => m.Id, m => m.Root);

    public IEnumerable<MemberId> MemberIds => Members.Select(m => m.Id);

    public JsonObject ToBody() => JsonSerializer.SerializeToNode(this, Wire)!.AsObject();

    /// <summary>Reads a charter's body; every rule of its form is checked here.</summary>
    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out Charter? charter, [NotNullWhen(false)] out Fault? fault)
    {
        charter = null;
        try
        {
            var read = body.Deserialize<Charter>(Wire)!;
            fault = read.Faults().FirstOrDefault();
            charter = fault is null ? read : null;
        }
        catch (JsonException unreadable)
        {
            fault = new Fault(unreadable.Path ?? "", "record.charter.form", $"expected the fields of a charter; {unreadable.Message}");
        }

        return charter is not null;
    }

    /// <summary>Every rule that a charter's body breaks; none when it cannot be read at all.</summary>
    internal static IEnumerable<Fault> FaultsIn(JsonElement body)
    {
        try
        {
            return body.Deserialize<Charter>(Wire)!.Faults();
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // What is derived from the fields is neither written nor, as a field marked ignored would be, passed over in reading.
    private static void KeepOnlyFields(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; type.Type == typeof(Charter) && i >= 0; i--)
        {
            if (type.Properties[i].AssociatedParameter is null)
            {
                type.Properties.RemoveAt(i);
            }
        }
    }

    /// <summary>Every rule of its form that it breaks, in the order of the fields.</summary>
    internal IEnumerable<Fault> Faults()
    {
        static Fault Wrong(string field, string expected) => new(field, "record.charter." + field, $"{field}: expected {expected}");

        // The serializer lets null into lists and dictionaries.
        if (Members.Count is 0 or > 64 || Members.Any(m => m is null) || Members.DistinctBy(m => m.Id).Count() != Members.Count)
        {
            yield return Wrong("members", "1 to 64 members, each once");
        }
        else if (Members.Any(m => m.Kind is not ("party" or "organ") || !Hash256.TryParse(m.Root, out _) || m.Id.ToString() is "plenary" or "public"
            || m.Names.Values.Concat(m.Capital.Values).Any(n => n is null)))
        {
            yield return Wrong("members", "each a party or an organ with the thumbprint of its root key");
        }
        else if (Find(Convener) is null || Publishers.Any(p => Find(p) is null))
        {
            yield return Wrong("convener", "a convener and publishers among the members");
        }

        if (!AreWords(Tracks))
        {
            yield return Wrong("tracks", WordsExpected);
        }

        if (!AreWords(Levels))
        {
            yield return Wrong("levels", WordsExpected);
        }

        if (Languages.Count == 0 || Languages.Distinct(StringComparer.Ordinal).Count() != Languages.Count || Languages.Any(string.IsNullOrEmpty))
        {
            yield return Wrong("languages", "one or more language tags, each once");
        }

        // The serializer lets null into dictionaries.
        if (Names is { } names && (names.Count == 0 || names.Any(n => !Languages.Contains(n.Key) || n.Value is null or { Length: 0 or > LongestName })))
        {
            yield return Wrong("names", $"names of 1 to {LongestName} characters by language, each language one of the charter's");
        }

        if (TwoPersons is { } two && (two.Count == 0 || two.Distinct(StringComparer.Ordinal).Count() != two.Count || two.Any(w => w is not ("plenary" or "pairs" or "public"))))
        {
            yield return Wrong("twoPersons", "one or more of plenary, pairs, public, each once");
        }
    }

    private const int LongestName = 200;

    private const string WordsExpected = "one or more, each once, of a-z, 0-9 and hyphens, starting with a letter, at most 32 characters";

    // As the gate reads a track and a level: another spelling could never be said.
    private static bool AreWords(ValueList<string> words) =>
        words.Count > 0 && words.Distinct(StringComparer.Ordinal).Count() == words.Count && words.All(w => w is not null && StatementGate.IsWord(w));
}

/// <param name="Kind"><c>party</c> (consents) or <c>organ</c> (writes a journal and consents to nothing).</param>
/// <param name="Root">RFC 7638 thumbprint of the member's root key.</param>
/// <param name="Names">The member's name by language.</param>
public sealed record CharterMember(
    MemberId Id, string Kind, string Root, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Capital, string Zone);
