using System.Diagnostics;
using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Node.Search;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Bench;

/// <summary>Full-text search over acts of invented parties in three languages: making the index, then words rare and common in it.</summary>
internal static class SearchBench
{
    private const int Asked = 200;
    private const int Together = 1000;

    private static readonly string[] Words =
    [
        "licensing", "materials", "court", "ruling", "exercise", "agreement", "notice", "review", "list", "talks", "visit", "statement", "summit", "tariff", "patrol", "radar",
        "輸出管理", "安全保障", "日韓関係", "協定", "撤回", "終了通告", "半導体", "会談", "수출규제", "협정", "종료", "통보", "반도체", "회담", "한일관계", "대법원",
    ];

    // From one in two to one in ten thousand; in every script; one letter, a phrase, with filters.
    private static readonly (string Typed, string What)[] Questions =
    [
        ("needle", "a word of one statement in 10,000"), ("日韓", "two kanji, one statement in four"), ("수출", "two hangul, one in four"), ("韓", "one kanji, one in four"),
        ("licens", "the beginning of a word, one in four"), ("\"recorded that Arda\"", "a phrase of every statement"), ("arda -radar", "every statement but those with another word"),
    ];

    public static async Task RunAsync(int count)
    {
        await using var node = await BenchNode.StartAsync();
        var random = new Random(20190802);
        var clock = Stopwatch.StartNew();
        for (var said = 0; said < count; said += Together)
        {
            await node.Record.SayAllAsync(ChannelId.Plenary, [.. Enumerable.Range(said, Math.Min(Together, count - said)).Select(n => Draft(random, n))], default);
        }

        Console.WriteLine($"{count:#,0} acts signed in {clock.Elapsed.TotalSeconds:0.0} s; seed 20190802");
        var path = Path.Combine(node.Folder, SearchOptions.FileName);
        var room = node.Room;
        using var index = new SearchIndex(new(room), new(path), NullLogger<SearchIndex>.Instance);
        clock.Restart();
        index.CatchUp();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"index made in {clock.Elapsed.TotalSeconds:0.0} s, {count / clock.Elapsed.TotalSeconds:#,0} statements/s, {new FileInfo(path).Length / 1e6:0} MB"));
        Console.WriteLine();
        Console.WriteLine("| typed | what it is | found | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (typed, what) in Questions)
        {
            Measure(index, room, typed, what);
        }
    }

    private static void Measure(SearchIndex index, IRoom room, string typed, string what)
    {
        SearchWords.TryRead(typed, out var words);
        var rights = new ReadingRights([.. room.Channels.Select(c => new ReadingRight(c))]);
        var times = new List<double>();
        var found = index.Search(new(words!), rights);
        for (var i = 0; i < Asked; i++)
        {
            var clock = Stopwatch.StartNew();
            index.Search(new(words!), rights);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {typed} | {what} | {found.Found}{(found.More ? "+" : "")} | {times[Asked / 2]:0.0} | {times[Asked * 99 / 100]:0.0} |"));
    }

    private static StatementDraft Draft(Random random, int n)
    {
        string Some(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Words[random.Next(Words.Length)]));
        var act = new ActRecorded(
            new DateOnly(2015, 1, 1).AddDays(random.Next(3600)), DatePrecision.Day, ActType.Event, [new Actor(MemberId.Parse("arda"), null, null)], [],
            $"Arda: {Some(4)}{(n % 10_000 == 77 ? " needle" : "")}", $"It is recorded that Arda {Some(30)}", "en", null, null, Basis.OwnAct, false, [], null, null);
        return new(BodyCodec.KindOf(typeof(ActRecorded)), "economy", null, [], BodyCodec.Write(act), "First Department", "working", DateTimeOffset.UnixEpoch);
    }
}
