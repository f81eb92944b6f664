using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Node.Strategy;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Strategy;

/// <summary>Models on three nodes: what a delegation keeps for itself nobody else ever holds; what it shares goes where it said and no further.</summary>
[Trait("Category", "Slow")]
public sealed class StrategyNodesTests
{
    private const string Secret = "zirconium";

    private static readonly ChannelId Own = ChannelId.Of(Arda);

    [Fact]
    public async Task A_private_model_is_said_and_read_in_the_own_channel_without_a_receipt_and_no_other_node_holds_a_word_of_it()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        var read = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}");
        Assert.Equal(Secret, (string?)read["model"]!["title"]);

        // What is said after it has reached the others: so would have what was said before.
        var after = await three.ActAsync(Arda, "Arda spoke afterwards");
        foreach (var other in new[] { Bera, Cirra })
        {
            await Holds(three[other], after);
            Assert.Null(three[other].Record.Store.Find(StatementId.Parse(id)));
            Assert.DoesNotContain(three[other].Record.Store.Journals(), j => j.Channel == Own);
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(three, other, "/api/v1/strategy/arda/models"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(three, other, "/api/v1/channels/arda/statements"));
            Assert.False(HoldsWord(three.FolderOf(other)));
        }

        Assert.True(HoldsWord(three.FolderOf(Arda)));

        // Its opening, what Arda set itself up with, and the model: a receipt would have been one more.
        await Task.Delay(Comity.Record.Sync.ReceiptRules.Pause);
        Assert.Equal(2 + ThreeNodes.Mandates.Length, three[Arda].Record.Read(r => r.Find(Own)![Arda].Head.Size));
    }

    [Fact]
    public async Task The_public_is_shown_nothing_of_a_private_model()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        using var anonymous = three.Anonymous(Arda);
        foreach (var path in new[] { "/c/public/strategy", "/c/public/room", "/c/public/record" })
        {
            Assert.DoesNotContain(Secret, await anonymous.GetStringAsync(path));
        }

        foreach (var path in new[] { $"/api/v1/strategy/arda/models/{id}", $"/api/v1/strategy/public/models", $"/api/v1/statements/{id}" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Sharing_goes_where_it_was_said_and_no_further_and_a_later_version_takes_its_place()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        var pair = ChannelId.Of(Arda, Bera);
        var first = await PostAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/share", new() { ["with"] = pair.ToString(), ["words"] = "For Thursday." });
        await PostAsync(three, Arda, "/api/v1/strategy/arda/models", Body(Secret + ", revised", of: id));
        var second = await PostAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/share", new() { ["with"] = pair.ToString() });
        await Holds(three[Bera], StatementId.Parse(second), pair);

        var seen = Assert.Single((await GetAsync(three, Bera, $"/api/v1/strategy/{pair}/models"))["models"]!.AsArray())!;
        Assert.Equal((first, 2, Secret + ", revised", "shared"), ((string?)seen["id"], (int)seen["versions"]!, (string?)seen["title"], (string?)seen["standing"]));
        Assert.False(HoldsWord(three.FolderOf(Cirra)));
        Assert.Empty((await GetAsync(three, Cirra, "/api/v1/strategy/plenary/models"))["models"]!.AsArray());

        await PostAsync(three, Arda, $"/api/v1/strategy/{pair}/models/{first}/withdraw", []);
        Assert.Equal("withdrawn", (string?)(await GetAsync(three, Arda, $"/api/v1/strategy/{pair}/models"))["models"]![0]!["standing"]);
    }

    [Fact]
    public async Task Models_are_saved_in_the_own_channel_alone_and_by_those_who_sign()
    {
        await using var three = await FoundedAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(three, Arda, "/api/v1/strategy/plenary/models", Body(Secret)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(three, Arda, "/api/v1/strategy/arda/models", Body(Secret), ReaderToken));
        var id = await SaveAsync(three);
        foreach (var with in new[] { "arda", "public", "bera+cirra", "nobody here" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/share", new() { ["with"] = with }));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(three, Bera, $"/api/v1/strategy/arda/models/{id}/withdraw", []));
    }

    [Fact]
    public async Task All_faults_of_a_model_come_at_once_those_of_sense_too()
    {
        await using var three = await FoundedAsync();
        var body = Body(" ");
        body["model"]!["options"]![0]!["id"] = "a b";
        using var api = three.Api(Arda);
        var form = await (await api.PostAsJsonAsync("/api/v1/strategy/arda/check", body)).Content.ReadFromJsonAsync<JsonObject>();
        Assert.Contains("model.title", form!["faults"]!.AsArray().Select(f => (string?)f!["field"]));
        Assert.Contains("model.options[0].id", form["faults"]!.AsArray().Select(f => (string?)f!["field"]));

        body = Body(Secret);
        body["model"]!["decisionMakers"]![0]!["preference"]!["statements"]![0]!["condition"] = "licence AND";
        body["model"]!["decisionMakers"]![1]!["preference"]!["statements"]![0]!["condition"] = "tariff";
        var sense = await (await api.PostAsJsonAsync("/api/v1/strategy/arda/check", body)).Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(
            ["model.decisionMakers[0].preference.statements[0].condition", "model.decisionMakers[1].preference.statements[0].condition"],
            sense!["faults"]!.AsArray().Select(f => (string?)f!["field"]));
    }

    [Fact]
    public async Task A_model_is_solved_on_the_node_and_what_follows_is_no_part_of_the_picture()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        var before = three[Arda].Room.Picture(Own).Digest;
        using var api = three.Api(Arda);
        using var answer = await api.PostAsync($"/api/v1/strategy/arda/models/{id}/solve", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var solved = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/solution");

        // Both would rather see the other give way, and each its own step taken: the prisoners' dilemma.
        Assert.Equal("solved", (string?)solved["stage"]);
        Assert.Equal(["YY"], solved["equilibria"]!["nash"]!.AsArray().Select(s => (string?)s));
        Assert.Equal(["NN", "YY"], solved["equilibria"]!["seq"]!.AsArray().Select(s => (string?)s).Order());
        var ways = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/ways?concept=seq");
        Assert.Equal("YY", (string?)Assert.Single(ways["ways"]!.AsArray())!["to"]);

        // By Nash both would leave NN: nobody's change alone would do, both together would.
        var needed = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/needed?want=NN&concept=nash");
        Assert.Equal(["arda", "bera"], needed["leaving"]!.AsArray().Select(l => (string?)l));
        Assert.All(needed["alone"]!.AsArray(), a => Assert.Empty(a!["sets"]!.AsArray()));
        Assert.Equal([("arda", "NN", "YN"), ("bera", "NN", "NY")], needed["together"]!.AsArray().Select(c => ((string)c!["by"]!, (string)c["prefer"]!, (string)c["over"]!)));
        var alone = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/needed?want=YN&concept=nash");
        Assert.Equal(["bera"], alone["leaving"]!.AsArray().Select(l => (string?)l));
        Assert.Equal(("YN", "YY"), alone["alone"]!.AsArray().Where(a => (string?)a!["by"] == "bera").Select(a => ((string)a!["sets"]![0]![0]!["prefer"]!, (string)a["sets"]![0]![0]!["over"]!)).Single());

        var why = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/why?want=NN&by=arda&concept=nash");
        Assert.Equal("strategy-certificate/1", (string?)why["schema"]);
        Assert.Equal(before, three[Arda].Room.Picture(Own).Digest);
    }

    [Fact]
    public async Task Solving_that_takes_long_is_stopped_when_asked_and_says_so()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        var id = await PostAsync(three, Arda, "/api/v1/strategy/arda/models", Long(18));
        using var begun = await api.PostAsync($"/api/v1/strategy/arda/models/{id}/solve", null);
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        using var stopped = await api.DeleteAsync(new Uri($"/api/v1/strategy/arda/models/{id}/solve", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        var solution = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/solution");
        for (var tries = 0; tries < 600 && (string?)solution["stage"] is "waiting" or "running"; tries++)
        {
            await Task.Delay(100);
            solution = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/solution");
        }

        Assert.Equal("cancelled", (string?)solution["stage"]);
        Assert.Null(solution["equilibria"]);
    }

    // Merged states make it take seconds: all combinations at once would be too quick to stop.
    private static JsonObject Long(int options) => new()
    {
        ["model"] = new JsonObject
        {
            ["schema"] = "strategy-case/1", ["id"] = "long", ["title"] = "Long",
            ["options"] = new JsonArray([.. Enumerable.Range(0, options).Select(i => new JsonObject { ["id"] = $"o{i}", ["name"] = $"Option {i}" })]),
            ["decisionMakers"] = new JsonArray([.. Enumerable.Range(0, 2).Select(d => new JsonObject
            {
                ["id"] = $"d{d}", ["name"] = $"Maker {d}", ["options"] = new JsonArray([.. Enumerable.Range(0, options).Where(i => i % 2 == d).Select(i => JsonValue.Create($"o{i}"))]),
                ["preference"] = new JsonObject
                {
                    ["kind"] = "statements",
                    ["statements"] = new JsonArray([.. Enumerable.Range(0, options).Select(i => new JsonObject { ["condition"] = $"o{(7 * i + d) % options} IFF o{(5 * i + 3) % options}" })]),
                },
            })]),
            ["infeasible"] = new JsonArray(),
            ["merged"] = new JsonArray(new JsonObject { ["label"] = "end", ["pattern"] = "YYY" + new string('-', options - 3), ["representative"] = new string('Y', options) }),
        },
        ["statusQuo"] = new string('N', options), ["illustrative"] = true, ["language"] = "en",
    };

    [Fact]
    public async Task What_a_party_can_bear_at_home_is_its_own_and_says_what_a_third_partys_asking_would_add()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        var party = new JsonObject
        {
            ["dm"] = "arda", ["threshold"] = 0,
            ["constituencies"] = new JsonArray(new JsonObject
            {
                ["id"] = "press", ["name"] = Secret, ["weight"] = 1, ["otherwise"] = "vetoes",
                ["stances"] = new JsonArray(new JsonObject { ["outcomes"] = new JsonArray("NN"), ["stance"] = "opposes", ["askedBy"] = new JsonArray(new JsonObject { ["by"] = "bera", ["stance"] = "tolerates" }) }),
            }),
        };
        await PostAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/home", new() { ["party"] = party, ["language"] = "en" });

        var home = await GetAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/home?concept=seq");
        Assert.Equal((0, 0), ((int)home["bearable"]!, home["held"]!.AsArray().Count));
        Assert.Equal(["NN"], home["askedBy"]!["bera"]!.AsArray().Select(s => (string?)s));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(three, Arda, "/api/v1/strategy/plenary/models/" + id + "/home", new() { ["party"] = party.DeepClone(), ["language"] = "en" }));

        // Sharing the model carries nothing of it.
        await PostAsync(three, Arda, "/api/v1/strategy/arda/models", Body("Without the word", of: id));
        var shared = await PostAsync(three, Arda, $"/api/v1/strategy/arda/models/{id}/share", new() { ["with"] = "plenary" });
        await Holds(three[Bera], StatementId.Parse(shared));
        Assert.False(HoldsWord(three.FolderOf(Bera)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(three, Bera, $"/api/v1/strategy/plenary/models/{shared}/home"));
    }

    [Fact]
    public async Task The_file_of_a_model_reads_as_a_case_without_expectations()
    {
        await using var three = await FoundedAsync();
        var id = await SaveAsync(three);
        using var api = three.Api(Arda);
        var file = await api.GetStringAsync($"/api/v1/strategy/arda/models/{id}/case");

        var reading = Comity.Strategy.Cases.CaseReader.Read(Encoding.UTF8.GetBytes(file));

        Assert.Empty(reading.Faults);
    }

    internal static JsonObject Body(string title, string? of = null)
    {
        var body = new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["schema"] = "strategy-case/1", ["id"] = "quarrel", ["title"] = title,
                ["options"] = new JsonArray(new JsonObject { ["id"] = "licence", ["name"] = "Arda: require a licence" }, new JsonObject { ["id"] = "answer", ["name"] = "Bera: answer in kind" }),
                ["decisionMakers"] = new JsonArray(Maker("arda", "licence", "NOT answer", "licence"), Maker("bera", "answer", "NOT licence", "answer")),
                ["infeasible"] = new JsonArray(),
            },
            ["statusQuo"] = "NN", ["illustrative"] = false, ["language"] = "en",
        };
        if (of is not null)
        {
            body["of"] = of;
        }

        return body;
    }

    private static JsonObject Maker(string id, string option, params string[] wants) => new()
    {
        ["id"] = id, ["name"] = id, ["options"] = new JsonArray(option),
        ["preference"] = new JsonObject { ["kind"] = "statements", ["statements"] = new JsonArray([.. wants.Select(w => new JsonObject { ["condition"] = w })]) },
    };

    private static Task<string> SaveAsync(ThreeNodes three) => PostAsync(three, Arda, "/api/v1/strategy/arda/models", Body(Secret));

    private static async Task<string> PostAsync(ThreeNodes three, MemberId member, string path, JsonObject body)
    {
        using var api = three.Api(member);
        using var answer = await api.PostAsJsonAsync(path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private static async Task<JsonObject> GetAsync(ThreeNodes three, MemberId member, string path)
    {
        using var api = three.Api(member);
        return (await api.GetFromJsonAsync<JsonObject>(path))!;
    }

    private static async Task<HttpStatusCode> StatusAsync(ThreeNodes three, MemberId member, string path, JsonObject? body = null, string? token = null)
    {
        using var api = three.Api(member, token);
        using var answer = body is null ? await api.GetAsync(path) : await api.PostAsJsonAsync(path, body);
        return answer.StatusCode;
    }

    // Statements are kept as base64url text, in which a word stands in one of three ways.
    private static bool HoldsWord(string folder)
    {
        var spellings = Enumerable.Range(0, 3).Select(shift => Base64UrlText.Encode(Encoding.UTF8.GetBytes(new string(' ', shift) + Secret + "  "))[4..^4]).ToArray();
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared).Any(text => spellings.Any(s => text.Contains(s, StringComparison.Ordinal)) || text.Contains(Secret, StringComparison.Ordinal));
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
