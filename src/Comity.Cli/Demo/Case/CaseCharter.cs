using Comity.Record;
using Comity.Record.Forum;

namespace Comity.Cli.Demo.Case;

/// <summary>The forum in which the case is played.</summary>
/// <remarks>The forum's own zone prefers no capital by name: Etc/GMT-9 is the hour that Seoul and Tokyo share (the sign is
/// POSIX's: nine hours ahead of UTC). Each member's own zone stands beside it.</remarks>
public static class CaseCharter
{
    /// <summary>The edition of the time-zone data that deadlines of this forum are read with, whatever the machine holds.</summary>
    public const string TimeZoneEdition = "2026f";

    public static MemberId Japan { get; } = MemberId.Parse("jp");

    public static MemberId Korea { get; } = MemberId.Parse("kr");

    public static MemberId UnitedStates { get; } = MemberId.Parse("us");

    public static MemberId Convener => UnitedStates;

    /// <summary>The parties in the charter's order.</summary>
    public static IReadOnlyList<CaseParty> Parties { get; } =
    [
        new(Japan, Names("Japan", "日本", "일본"), Names("Tokyo", "東京", "도쿄"), "Asia/Tokyo"),
        new(Korea, Names("Republic of Korea", "韓国", "대한민국", "Korea", "the Republic of Korea", "한국"), Names("Seoul", "ソウル", "서울"), "Asia/Seoul"),
        new(UnitedStates, Names("United States", "米国", "미국", "United States", "the United States"), Names("Washington", "ワシントン", "워싱턴"), "America/New_York"),
    ];

    /// <param name="root">RFC 7638 thumbprint of each member's root key.</param>
    /// <param name="founderRoster">The convener's roster, compact: it founds the forum.</param>
    public static Charter Build(Func<MemberId, string> root, string founderRoster) => new(
        "Japan–Korea–United States coordination room",
        [.. Parties.Select(p => new CharterMember(p.Id, "party", root(p.Id), p.Names, p.Capital, p.Zone))],
        Convener,
        ["history", "security", "economy", "people", "dialogue"],
        ["en", "ja", "ko"],
        ["working", "director", "director-general", "vice-ministerial", "ministerial", "summit"],
        "Etc/GMT-9",
        TimeZoneEdition,
        [Japan, Korea, UnitedStates],
        Notice("en"),
        founderRoster,
        Names: Names("Japan–Korea–United States coordination room", "日米韓調整会議室", "한미일 조정 회의실"));

    /// <summary>What every page, export and proof of the case says.</summary>
    /// <param name="language"><c>en</c>, <c>ja</c> or <c>ko</c>.</param>
    public static string Notice(string language) => CaseFiles.Map.Disclaimer[language];

    // A short form where marks are narrow, and one that stands inside an English sentence.
    private static SortedDictionary<string, string> Names(string en, string ja, string ko, string? enShort = null, string? enSentence = null, string? koShort = null)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["en"] = en, ["ja"] = ja, ["ko"] = ko };
        foreach (var (form, name) in new[] { ("en-short", enShort), ("en-sentence", enSentence), ("ko-short", koShort) })
        {
            if (name is not null)
            {
                names[form] = name;
            }
        }

        return names;
    }
}

/// <param name="Names">By language: en, ja, ko; so is <paramref name="Capital"/>.</param>
/// <param name="Zone">Time zone of the capital.</param>
public sealed record CaseParty(MemberId Id, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Capital, string Zone);
