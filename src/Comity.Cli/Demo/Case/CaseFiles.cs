using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case;

// The two files of cases/japan-korea as they are written. A member of theirs that is not named here is refused, so that
// nothing in them goes unread by mistake; what is read and not used is for reviewers (cases/japan-korea/README.md).

internal static class CaseFiles
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private static readonly Lazy<CaseMap> ReadMap = new(() => Read<CaseMap>("case-map.json"));

    public static CaseMap Map => ReadMap.Value;

    public static Chronology Chronology() => Read<Chronology>("chronology.json");

    private static T Read<T>(string name)
    {
        using var stream = typeof(CaseFiles).Assembly.GetManifestResourceStream("cases/japan-korea/" + name)
            ?? throw new InvalidOperationException($"expected {name} inside Comity.Cli");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"expected an object in {name}, found null");
    }
}

internal sealed record Chronology(JsonElement Meta, IReadOnlyList<ChronologyEntry> Entries);

/// <param name="Actors">Codes: a member's in capitals, or a key of <see cref="CaseMap.Names"/>.</param>
/// <param name="Source">One or more, joined by <c>"; "</c>.</param>
/// <param name="Contested">Each member's account, by its code in capitals.</param>
internal sealed record ChronologyEntry(
    string Id, DateOnly Date, IReadOnlyList<string> Actors, IReadOnlyList<string> Target, string Track, ActType Kind, string Title, string Detail,
    IReadOnlyList<string> InResponseTo, IReadOnlyList<string> EndsOrEases, string Source, Confidence Confidence,
    DateOnly? Effective = null, DateOnly? Deadline = null, DatePrecision DatePrecision = DatePrecision.Day,
    IReadOnlyDictionary<string, string>? Contested = null, LinkContested? LinkContested = null, string? Note = null);

internal sealed record LinkContested(IReadOnlyList<string> AssertedBy, IReadOnlyList<string> DeniedBy);

internal sealed record CaseMap(
    string About, IReadOnlyDictionary<string, string> Disclaimer, IReadOnlyDictionary<string, string> Members,
    IReadOnlyDictionary<string, MapName> Names, IReadOnlyDictionary<string, MapEntry> Entries, IReadOnlyList<MapMeasure> Measures,
    IReadOnlyList<NotMeasure> NotMeasures, IReadOnlyList<NoteOnEnd> NotesOnEnds,
    IReadOnlyDictionary<string, IReadOnlyDictionary<MemberId, MapText>> Accounts, MapMemo Memo);

internal sealed record MapText(string En, string Ja, string Ko);

/// <summary>A title of the map; the English of a chronology entry stands in the chronology.</summary>
internal sealed record MapTitle(string Ja, string Ko, string? En = null);

/// <param name="Of">The member whose state's organ it is, or null.</param>
internal sealed record MapName(string En, string Ja, string Ko, MemberId? Of, bool Public);

internal sealed record MapEntry(
    MemberId Author, IReadOnlyList<MemberId> AffirmedBy, MapTitle Title, IReadOnlyList<MapLink> Links,
    bool Reported = false, string? Note = null, string? ReaderNote = null);

/// <param name="AssertedBy">Members by code, and <c>observers</c>.</param>
internal sealed record MapLink(
    string To, [property: JsonPropertyName("from_field")] string FromField, LinkRelation Relation,
    IReadOnlyList<string> AssertedBy, IReadOnlyList<MemberId> DeniedBy);

/// <param name="End"><c>known</c> or <c>unknown</c>.</param>
internal sealed record MapMeasure(
    string Id, MemberId Owner, string Track, MeasureNature Nature, MapText Title, string Opens, string End, IReadOnlyList<MapStage> Stages,
    bool Private = false, bool Reported = false, string? Note = null);

internal sealed record MapStage(
    MeasureStage Stage, DateOnly Date, DatePrecision Precision, string Entry, MemberId Author, string Extent, string Source, Confidence Confidence,
    bool Reported = false);

internal sealed record NotMeasure(string Entry, string Why);

internal sealed record NoteOnEnd(string Entry, string End, string Why);

internal sealed record MapMemo(IReadOnlyList<MemoEntry> Entries, IReadOnlyList<MemoLink> Links, IReadOnlyList<MemoRow> Rows);

/// <param name="DiffersFrom">The chronology entry that tells it otherwise; both stand.</param>
internal sealed record MemoEntry(
    string Id, DateOnly Date, DatePrecision Precision, MemberId Author, bool Reported, IReadOnlyList<string> Actors, IReadOnlyList<string> Target,
    string Track, ActType Kind, MapText Title, string Detail, string Source, Confidence Confidence, IReadOnlyList<MapLink> Links,
    string? DiffersFrom, string Note, string? ReaderNote = null);

internal sealed record MemoLink(string From, string To, LinkRelation Relation, IReadOnlyList<string> AssertedBy, string Source);

internal sealed record MemoRow(int Row, IReadOnlyList<string> In, string How);
