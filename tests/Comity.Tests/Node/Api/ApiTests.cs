using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Api;

public sealed class ApiTests
{
    [Fact]
    public async Task A_statement_made_by_a_program_is_there_when_the_answer_is()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        using var answer = await api.PostAsync("/api/v1/channels/plenary/statements", Json(Request("Arda announced licensing")));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var said = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal($"/api/v1/statements/{said!["id"]}", answer.Headers.Location!.ToString());

        var one = await api.GetFromJsonAsync<JsonObject>(answer.Headers.Location);
        Assert.Equal("disputes.act-recorded/1", (string?)one!["kind"]);
        var jws = await api.GetStringAsync(answer.Headers.Location + "?form=jws");
        Assert.True(StatementGate.TryRead(jws, out var statement, out _));
        Assert.Equal((string?)said["id"], statement.Id.ToString());

        var list = await api.GetFromJsonAsync<JsonObject>("/api/v1/channels/plenary/statements?kind=disputes.act-recorded/1");
        Assert.Single(list!["statements"]!.AsArray());
        var picture = await api.GetFromJsonAsync<JsonObject>("/api/v1/channels/plenary/picture");
        Assert.Single(picture!["findings"]!["disputes"]!["acts"]!.AsArray());
    }

    [Fact]
    public async Task Repeating_a_request_under_its_key_says_nothing_twice()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        async Task<(HttpStatusCode, string)> Post(string title)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/channels/plenary/statements") { Content = Json(Request(title)) };
            request.Headers.Add("Idempotency-Key", "key-1");
            using var answer = await api.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var first = await Post("Once");
        Assert.Equal(HttpStatusCode.Created, first.Item1);
        Assert.Equal(first, await Post("Once"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post("Another")).Item1);
        Assert.Single(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Acts);
    }

    [Fact]
    public async Task All_faults_come_at_once_each_with_its_field_and_nothing_is_said()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        var request = Request("");
        request["track"] = "weather";
        request["surprise"] = 1;
        request["body"]!["date"] = "yesterday";
        request["body"]!["actors"] = new JsonArray();
        using var answer = await api.PostAsync("/api/v1/channels/plenary/statements", Json(request));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>();
        var fields = problem!["faults"]!.AsArray().Select(f => (string)f!["field"]!).ToList();
        Assert.Contains("surprise", fields);
        Assert.Contains("body.date", fields);
        Assert.Contains("body.title", fields);
        Assert.Contains("body.actors", fields);
        Assert.Empty(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Acts);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered_and_a_reader_does_not_sign()
    {
        await using var three = await FoundedAsync();
        using var anonymous = three.Anonymous(Arda);
        foreach (var path in new[] { "/api/v1/channels", "/api/v1/members", "/api/v1/me", "/api/v1/channels/plenary/statements", "/api/v1/channels/plenary/picture" })
        {
            using var refused = await anonymous.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var reader = three.Api(Arda, ReaderToken);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/channels")).StatusCode);
        using var forbidden = await reader.PostAsync("/api/v1/channels/plenary/statements", Json(Request("Not mine to say")));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/channels/nowhere/picture", 404)]
    [InlineData("/api/v1/channels/bera+cirra/statements", 404)]
    [InlineData("/api/v1/statements/xyz", 404)]
    [InlineData("/api/v1/channels/plenary/picture?asOf=soon", 400)]
    [InlineData("/api/v1/channels/plenary/picture?cut=arda:999", 400)]
    [InlineData("/api/v1/channels/plenary/statements?limit=0&after=x", 400)]
    [InlineData("/api/v1/channels/plenary/statements?limit=many", 400)]
    public async Task A_wrong_question_gets_a_problem_that_says_what_was_expected(string path, int status)
    {
        await using var three = await FoundedAsync();
        using var answer = await three.Api(Arda).GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("Exception", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inclusion_proof_under_a_later_statement_is_checked_by_anybody()
    {
        await using var three = await FoundedAsync();
        var said = await three.ActAsync(Arda, "To be proven");
        await Holds(three[Bera], said);
        var later = await three.ActAsync(Bera, "Bera had seen it");
        await Holds(three[Arda], later);
        using var api = three.Api(Arda);
        var proof = await api.GetFromJsonAsync<JsonObject>($"/api/v1/statements/{said}/proof?in={later}");
        var members = await api.GetFromJsonAsync<JsonObject>("/api/v1/members");

        Assert.Equal("Test forum, issued by nobody", (string?)proof!["notice"]);

        // With the API's answers alone: Bera's signature covers a root, and the root covers the statement.
        Assert.True(Jws.TryRead((string)proof["inJws"]!, StatementGate.Type, out var jws, out _));
        var key = members!["members"]!.AsArray().Single(m => (string?)m!["id"] == "bera")!["keys"]![0]!.AsObject();
        var jwk = JsonSerializer.SerializeToElement(new JsonObject { ["kty"] = (string?)key["kty"], ["crv"] = (string?)key["crv"], ["x"] = (string?)key["x"], ["y"] = (string?)key["y"] });
        Assert.True(PublicKey.TryFromJwk(jwk, out var bera));
        Assert.True(jws.HoldsFor(bera));
        StatementGate.TryRead((string)proof["inJws"]!, out var signed, out _);
        var path = proof["path"]!.AsArray().Select(p => Hash256.TryParse((string?)p, out var hash) ? hash : default).ToList();
        Assert.True(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(said), (long)proof["index"]!, signed!.Seen[Arda], path));
    }

    [Fact]
    public async Task Pages_of_statements_give_every_statement_once()
    {
        await using var three = await FoundedAsync();
        for (var i = 0; i < 7; i++)
        {
            await three.ActAsync(Arda, $"Act {i}");
        }

        using var api = three.Api(Arda);
        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await api.GetFromJsonAsync<JsonObject>($"/api/v1/channels/plenary/statements?limit=3&after={after}");
            seen.AddRange(page!["statements"]!.AsArray().Select(s => (string)s!["id"]!));
            after = (string?)page["next"];
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 10);
    }

    [Fact]
    public async Task Health_and_description_need_no_token()
    {
        await using var three = await FoundedAsync();
        using var anonymous = three.Anonymous(Arda);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync("/healthz")).StatusCode);
        using var head = await anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        var description = await anonymous.GetFromJsonAsync<JsonObject>("/openapi/v1.json");
        Assert.Contains("/api/v1/channels/{channel}/statements", description!["paths"]!.AsObject().Select(p => p.Key));
        Assert.DoesNotContain(description["paths"]!.AsObject(), p => p.Key.StartsWith("/sync", StringComparison.Ordinal));
    }

    private static JsonObject Request(string title) => new()
    {
        ["kind"] = "disputes.act-recorded/1",
        ["track"] = "economy",
        ["body"] = BodyCodec.Write(Act(Arda, title)),
    };

    private static StringContent Json(JsonNode node) => new(node.ToJsonString(), Encoding.UTF8, "application/json");
}
