using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Search;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Microsoft.Extensions.Logging.Abstractions;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Search;

[Trait("Category", "Slow")]
public sealed class SearchTests : IAsyncLifetime
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"comity-search-test-{Path.GetRandomFileName()}.db");
    private ThreeNodes _three = null!;

    public async Task InitializeAsync() => _three = await FoundedAsync();

    public async Task DisposeAsync()
    {
        await _three.DisposeAsync();
        SearchFileGone();
    }

    [Fact]
    public async Task A_word_in_any_script_of_any_length_is_found_and_what_is_not_there_is_not()
    {
        var said = await _three.ActAsync(Arda, "Arda announced licensing jp-kr: 日韓関係と수출규제를 ガイド");
        await _three.ActAsync(Arda, "Something else");
        using var index = Index();

        string[] there = ["日韓", "韓", "関係", "수출", "규제", "규", "licens", "ＬＩＣＥＮＳＩＮＧ", "ガイド", "ｶﾞｲﾄﾞ", "\"arda announced\"", "日韓関係 수출", "jp-kr"];
        Assert.All(there, typed => Assert.Equal(said, Assert.Single(Find(index, typed).Hits).Id));
        string[] notThere = ["がいど", "係日", "\"licens\"", "licensing -announced", "\"licensing announced\""];
        Assert.All(notThere, typed => Assert.Empty(Find(index, typed).Hits));
    }

    [Fact]
    public async Task Nothing_is_matched_or_counted_of_what_may_not_be_read()
    {
        var open = await _three.ActAsync(Arda, "Secret word alpha");
        var closed = await _three.ActAsync(Arda, "Secret word alpha again", Pair);
        using var index = Index();

        Assert.Equal([open, closed], Find(index, "alpha", Rights(ChannelId.Plenary, Pair)).Hits.Select(h => h.Id).ToHashSet());
        var seen = Find(index, "alpha", Rights(ChannelId.Plenary));
        Assert.Equal(open, Assert.Single(seen.Hits).Id);
        Assert.Equal(1, seen.Found);
        Assert.Equal(0, Find(index, "alpha", Rights(ChannelId.Public)).Found);
        Assert.Equal(0, Find(index, "alpha", new([new(ChannelId.Plenary, new HashSet<string> { "history" })])).Found);
        Assert.Equal(1, Find(index, "alpha", new([new(ChannelId.Plenary, new HashSet<string> { "economy" })])).Found);
        Assert.Equal(0, Find(index, "alpha", new([])).Found);
    }

    [Fact]
    public async Task Filters_narrow_and_a_title_comes_before_a_text()
    {
        var inText = await SayAsync("Arda met Bera", "They spoke about licensing", new DateOnly(2030, 1, 2));
        var inTitle = await SayAsync("Licensing announced", "", new DateOnly(2029, 6, 1));
        using var index = Index();

        Assert.Equal([inTitle, inText], Find(index, "licensing").Hits.Select(h => h.Id));
        Assert.Equal([inText], Find(index, "licensing", change: r => r with { From = new DateOnly(2030, 1, 2), Until = new DateOnly(2030, 1, 2) }).Hits.Select(h => h.Id));
        Assert.Empty(Find(index, "licensing", change: r => r with { Author = Bera }).Hits);
        Assert.Equal(2, Find(index, "licensing", change: r => r with { Actor = Arda, Kind = "disputes.act-recorded/1", Track = "economy", Channel = ChannelId.Plenary }).Found);
        Assert.Empty(Find(index, "licensing", change: r => r with { Kind = "disputes.link-denied/1" }).Hits);
        Assert.Equal([inText], Find(index, "licensing", change: r => r with { Skip = 1 }).Hits.Select(h => h.Id));
    }

    [Fact]
    public async Task What_was_published_is_found_once_by_those_who_read_both()
    {
        var said = await _three.ActAsync(Arda, "Published words");
        var statement = _three[Arda].Room.Find(said)!.Statement;
        var draft = new StatementDraft(RecordKinds.Published, "economy", null, [], Publication.BodyOf(statement), "First Department", "working", FixedClock.Start);
        var published = (await _three[Arda].Record.SayAllAsync(ChannelId.Public, [draft], default))[0].Id;
        using var index = Index();

        Assert.Equal([said], Find(index, "published").Hits.Select(h => h.Id));
        Assert.Equal([published], Find(index, "published", Rights(ChannelId.Public)).Hits.Select(h => h.Id));
        Assert.Equal([published], Find(index, "published", change: r => r with { Channel = ChannelId.Public }).Hits.Select(h => h.Id));
    }

    [Fact]
    public async Task An_index_goes_on_where_it_was_and_a_damaged_or_foreign_one_is_made_again()
    {
        var first = await _three.ActAsync(Arda, "First words");
        using (var index = Index())
        {
            Assert.True(index.Progress.IsComplete);
        }

        var second = await _three.ActAsync(Arda, "Second words");
        using (var index = Index())
        {
            Assert.Equal([first, second], Find(index, "words").Hits.Select(h => h.Id).ToHashSet());
        }

        Cut(_path, 100);
        using (var index = Index())
        {
            Assert.Equal(2, Find(index, "words").Found);
        }

        await using var strangers = await FoundedAsync();
        await strangers.ActAsync(Arda, "Foreign words");
        using (var index = new SearchIndex(new(strangers[Arda].Room), new(_path), NullLogger<SearchIndex>.Instance))
        {
            index.CatchUp();
            Assert.Equal(1, Find(index, "words").Found);
            Assert.Equal(0, Find(index, "second").Found);
        }
    }

    [Fact]
    public async Task The_node_keeps_its_index_up_and_answers_programs()
    {
        using var api = _three.Api(Arda);
        await _three.ActAsync(Bera, "베라가 수출 규제를 발표했다 <script>");

        var found = await UntilFound(api, "/api/v1/search?q=%EA%B7%9C%EC%A0%9C");

        Assert.Equal(1, (int)found["found"]!);
        var hit = found["hits"]![0]!;
        Assert.Equal("plenary", (string?)hit["channel"]);
        Assert.Equal("규제", (string?)hit["title"]!.AsArray().Single(p => (bool)p!["marked"]!)!["text"]);
        Assert.Null(found["next"]);
    }

    [Fact]
    public async Task Every_fault_of_a_search_comes_at_once()
    {
        using var api = _three.Api(Arda);
        using var answer = await api.GetAsync("/api/v1/search?q=-x&channel=everybody&track=weather&kind=x&author=x&from=yesterday&skip=-1&take=1000");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(["q", "channel", "track", "kind", "author", "from", "skip", "take"], problem!["faults"]!.AsArray().Select(f => (string)f!["field"]!));
        using var anonymous = _three.Anonymous(Arda);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync("/api/v1/search?q=x")).StatusCode);
    }

    private static async Task<JsonObject> UntilFound(HttpClient api, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = (await api.GetFromJsonAsync<JsonObject>(path, patience.Token))!;
            if ((int)found["found"]! > 0)
            {
                return found;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private SearchFound Find(SearchIndex index, string typed, ReadingRights? rights = null, Func<SearchRequest, SearchRequest>? change = null)
    {
        Assert.Empty(SearchWords.TryRead(typed, out var words));
        var request = new SearchRequest(words!);
        return index.Search(change?.Invoke(request) ?? request, rights ?? ReadingRights.Of(_three[Arda].Room, SightAccessor.Of(new Caller(Desk.Id), _three[Arda].Room)));
    }

    private SearchIndex Index()
    {
        var index = new SearchIndex(new(_three[Arda].Room), new(_path), NullLogger<SearchIndex>.Instance);
        index.CatchUp();
        return index;
    }

    private async Task<StatementId> SayAsync(string title, string detail, DateOnly day) => Assert.IsType<SayResult.Said>(
        await _three[Arda].Room.SayAsync(ChannelId.Plenary, Act(Arda, title) with { Detail = detail, Date = day }, "economy", null, [], Desk, default)).Id;

    private static ReadingRights Rights(params ChannelId[] channels) => new([.. channels.Select(c => new ReadingRight(c))]);

    private static void Cut(string path, int from)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        using var file = File.OpenWrite(path);
        file.Seek(from, SeekOrigin.Begin);
        file.Write(new byte[20_000]);
    }

    private void SearchFileGone()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_path) + "*"))
        {
            File.Delete(file);
        }
    }
}
