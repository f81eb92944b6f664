using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Mandates;
using Comity.Tests.Node.Accounts;

namespace Comity.Tests.Node.Api;

/// <summary>Accounts, ways in, sessions, tokens and mandates for programs: what the pages do, by the same code, and for a session alone where a token would outgrow itself.</summary>
[Trait("Category", "Slow")]
public sealed class OwnAccountApiTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_person_comes_in_by_a_link_sets_a_password_and_signs_in_without_a_browser()
    {
        var admin = await _house.AdminAsync();
        using var made = await PostAsync(admin.Browser, "/api/v1/accounts", new() { ["signInName"] = "clerk", ["name"] = "A clerk" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var link = (string)(await JsonAsync(made))["link"]!;

        var program = _house.Browser();
        using var enrolled = await PostAsync(program, "/api/v1/enrolments", new() { ["code"] = link[(link.IndexOf("code=", StringComparison.Ordinal) + 5)..] });
        Assert.Equal(HttpStatusCode.Created, enrolled.StatusCode);
        var key = ((string)(await program.GetFromJsonAsync<JsonObject>("/api/v1/me/authenticator"))!["key"]!).Replace(" ", "", StringComparison.Ordinal);

        using var weak = await PostAsync(program, "/api/v1/me/password", new() { ["password"] = "short", ["code"] = "000000" });
        Assert.Equal(["code", "password"], await FieldsAsync(weak));
        using var set = await PostAsync(program, "/api/v1/me/password", new() { ["password"] = House.Password, ["code"] = House.Totp(key) });
        Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
        using var codes = await PostAsync(program, "/api/v1/me/recovery-codes", []);
        var recovery = (string)(await JsonAsync(codes))["codes"]![0]!;
        Assert.Equal(10, (int)(await program.GetFromJsonAsync<JsonObject>("/api/v1/me/ways"))!["recoveryCodesLeft"]!);

        var again = _house.Browser();
        using var empty = await PostAsync(again, "/api/v1/sessions", []);
        Assert.Equal(["code", "name", "password"], await FieldsAsync(empty));
        using var wrong = await PostAsync(again, "/api/v1/sessions", new() { ["name"] = "clerk", ["password"] = "another password", ["code"] = recovery });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var signedIn = await PostAsync(again, "/api/v1/sessions", new() { ["name"] = "clerk", ["password"] = House.Password, ["code"] = recovery });
        Assert.Equal(HttpStatusCode.Created, signedIn.StatusCode);
        using var twice = await PostAsync(again, "/api/v1/sessions", new() { ["name"] = "clerk", ["password"] = House.Password, ["code"] = recovery });
        Assert.Equal(HttpStatusCode.Unauthorized, twice.StatusCode);

        var sessions = (await again.GetFromJsonAsync<JsonObject>("/api/v1/me/sessions"))!["sessions"]!.AsArray();
        var other = Assert.Single(sessions, s => !(bool)s!["here"]!)!;
        using var ended = await DeleteAsync(again, $"/api/v1/me/sessions/{other["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me")).StatusCode);
        using var gone = await DeleteAsync(again, "/api/v1/me/session");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_token_makes_no_token_and_sets_no_password_but_a_session_does_and_a_cookie_alone_does_not()
    {
        var person = await _house.PersonAsync("desk");
        await _house.MandateAsync(person.Officer, MandateRole.Officer);
        var token = _house.Api(await _house.TokenAsync(person, ["read", "draft", "release"]));
        foreach (var path in new[] { "/api/v1/me/tokens", "/api/v1/me/password", "/api/v1/me/recovery-codes", "/api/v1/mandates" })
        {
            using var refused = await PostAsync(token, path, []);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var crossSite = await person.Browser.PostAsJsonAsync("/api/v1/me/tokens", new JsonObject());
        Assert.Equal(HttpStatusCode.Forbidden, crossSite.StatusCode);

        using var faulty = await PostAsync(person.Browser, "/api/v1/me/tokens", new() { ["name"] = "", ["scopes"] = new JsonArray("everything"), ["channels"] = new JsonArray("bera+cirra"), ["days"] = 4000 });
        Assert.Equal(["channels", "days", "name", "scopes"], await FieldsAsync(faulty));
        using var made = await PostAsync(person.Browser, "/api/v1/me/tokens", new() { ["name"] = "for a program", ["scopes"] = new JsonArray("read"), ["channels"] = new JsonArray("plenary"), ["days"] = 3 });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var reader = _house.Api((string)(await JsonAsync(made))["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/channels/plenary/statements")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/v1/channels/arda/statements")).StatusCode);
    }

    [Fact]
    public async Task A_head_gives_changes_and_withdraws_a_mandate_and_it_counts_at_the_next_request()
    {
        var head = await _house.PersonAsync("minister");
        await _house.MandateAsync(head.Officer, MandateRole.Head);
        var desk = await _house.PersonAsync("desk");
        JsonObject Asked(string channel) => new()
        {
            ["officer"] = desk.Officer, ["code"] = desk.Officer[..8], ["role"] = "officer", ["office"] = "Second Department", ["level"] = "working",
            ["tracks"] = new JsonArray("*"), ["channels"] = new JsonArray(channel), ["from"] = "2030-01-01",
        };

        using var nothing = await PostAsync(head.Browser, "/api/v1/mandates", []);
        Assert.Equal(["channels", "from", "level", "office", "officer", "role", "tracks"], await FieldsAsync(nothing));
        using var elsewhere = await PostAsync(head.Browser, "/api/v1/mandates", Asked("bera+cirra"));
        Assert.Equal(["channels"], await FieldsAsync(elsewhere));
        using var given = await PostAsync(head.Browser, "/api/v1/mandates", Asked("plenary"));
        Assert.Equal(HttpStatusCode.Created, given.StatusCode);
        var mandate = (string)(await JsonAsync(given))["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await desk.Browser.GetAsync("/c/plenary/room")).StatusCode);

        using var changed = await PostAsync(head.Browser, $"/api/v1/mandates/{mandate}/changes", Asked("arda+bera"));
        Assert.Equal(HttpStatusCode.Created, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Browser.GetAsync("/c/plenary/room")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.Browser.GetAsync("/c/arda+bera/room")).StatusCode);
        var listed = (await head.Browser.GetFromJsonAsync<JsonObject>("/api/v1/mandates"))!["mandates"]!.AsArray();
        Assert.Equal("in-force", (string)Assert.Single(listed, m => (string?)m!["id"] == mandate)!["standing"]!);

        using var withdrawn = await PostAsync(head.Browser, $"/api/v1/mandates/{mandate}/withdrawal", []);
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Browser.GetAsync("/c/arda+bera/room")).StatusCode);
        using var unknown = await PostAsync(head.Browser, "/api/v1/mandates/none/withdrawal", []);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_administrator_makes_another_one_and_the_last_stays()
    {
        var admin = await _house.AdminAsync();
        await _house.PersonAsync("desk");
        var accounts = (await admin.Browser.GetFromJsonAsync<JsonObject>("/api/v1/accounts"))!["accounts"]!.AsArray();
        string IdOf(string name) => (string)accounts.Single(a => (string?)a!["signInName"] == name)!["id"]!;

        using var last = await DeleteAsync(admin.Browser, $"/api/v1/accounts/{IdOf("admin")}/administrator");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        using var another = await PostAsync(admin.Browser, $"/api/v1/accounts/{IdOf("desk")}/administrator", []);
        Assert.True((bool)(await JsonAsync(another))["administers"]!);
        using var gone = await DeleteAsync(admin.Browser, $"/api/v1/accounts/{IdOf("admin")}/administrator");
        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Browser.GetAsync("/api/v1/accounts")).StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, JsonObject body) => SendAsync(client, HttpMethod.Post, path, body);

    private static Task<HttpResponseMessage> DeleteAsync(HttpClient client, string path) => SendAsync(client, HttpMethod.Delete, path, null);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Comity", "test");
        return await client.SendAsync(request);
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

    private static async Task<IReadOnlyList<string>> FieldsAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return [.. (await JsonAsync(answer))["faults"]!.AsArray().Select(f => (string)f!["field"]!).Distinct().Order(StringComparer.Ordinal)];
    }
}
