using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Drafts;

/// <summary>Where the charter wants two persons, a table and a model begin as drafts too: at the page and for programs.</summary>
[Trait("Category", "Slow")]
public sealed class TwoPersonsTests : IAsyncLifetime
{
    private const string Table = "date,who,type,title,track,basis,nature,stages\n2029-08-01,arda,measure,A toll on the river,economy,own-act,export-list,in force 2029-08-01\n2029-08-02,arda,event,A ferry is late,economy,own-act,,";

    private House _house = null!;
    private Person _desk = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync(change: o => o with { Outbox = TimeSpan.Zero }, twoPersons: ["plenary"]);
        _desk = await PersonAsync("desk");
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_table_is_kept_as_drafts_once_and_what_rests_on_them_comes_when_they_are_said()
    {
        var start = await House.PostAsync(_desk.Browser, "/c/plenary/disputes/import", "/c/plenary/disputes/import", ("_handler", "read"), ("text", Table));
        Assert.True(start.StatusCode == HttpStatusCode.SeeOther, await start.Content.ReadAsStringAsync());
        var page = start.Headers.Location!.OriginalString;
        Assert.DoesNotContain("Sign 2", await _desk.Browser.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await House.PostAsync(_desk.Browser, page, page, ("_handler", "sign"), ("keep", "true"))).StatusCode);
        Assert.Contains("Kept as drafts: 2. Resting on what is not said yet: 2.", await _desk.Browser.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(["A ferry is late", "A toll on the river"], _house.Room.Drafts.Drafts.Select(d => d.Title).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(_house.Room.Statements(ChannelId.Plenary, Arda, 0, 100), s => s.Kind.StartsWith("disputes.", StringComparison.Ordinal));

        var token = _house.Api(await _house.TokenAsync(_desk, ["read", "draft", "release"]));
        async Task<JsonObject> AgainAsync()
        {
            using var answer = await token.PostAsJsonAsync("/api/v1/channels/plenary/disputes/imports", new { content = Table, dryRun = false, keep = true });
            return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        }

        var again = await AgainAsync();
        Assert.Equal((0, 2), ((int)again["kept"]!["drafts"]!, (int)again["kept"]!["later"]!));
        await ReleaseAsync(_house.Room.Drafts.Drafts.Single(d => d.Title == "A toll on the river"));
        var later = await AgainAsync();
        Assert.Equal((1, 1), ((int)later["kept"]!["drafts"]!, (int)later["kept"]!["later"]!));
    }

    [Fact]
    public async Task Nobody_attaches_evidence_alone_there()
    {
        var token = _house.Api(await _house.TokenAsync(_desk, ["read", "draft", "release"]));
        foreach (var (channel, status) in new[] { (ChannelId.Plenary, HttpStatusCode.UnprocessableEntity), (ChannelId.Of(Arda, Bera), HttpStatusCode.Created) })
        {
            var item = Assert.IsType<SayResult.Said>(await _house.Room.SayAsync(channel, Act(Arda, "A note was handed over"), "economy", null, [], Desk, default)).Id;
            using var scan = new ByteArrayContent("%PDF-1.7\nA scan\n"u8.ToArray());
            using var answer = await token.PostAsync($"/api/v1/channels/{channel}/evidence/{item}?title=Scan&language=en", scan);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_model_is_shared_by_a_draft_that_another_officer_releases()
    {
        var token = _house.Api(await _house.TokenAsync(_desk, ["read", "draft", "release"]));
        var example = (await token.GetFromJsonAsync<JsonObject>("/api/v1/strategy/arda/illustration"))!;
        using var saved = await token.PostAsJsonAsync("/api/v1/strategy/arda/models", new JsonObject
        {
            ["model"] = example["model"]!.DeepClone(), ["statusQuo"] = example["statusQuo"]!.DeepClone(), ["illustrative"] = true, ["language"] = "en", ["track"] = "economy",
        });
        Assert.True(saved.StatusCode == HttpStatusCode.Created, await saved.Content.ReadAsStringAsync());
        var share = $"/c/arda/strategy/models/{(await saved.Content.ReadFromJsonAsync<JsonObject>())!["id"]}/share";
        var alone = await House.PostAsync(_desk.Browser, share, share, ("_handler", "share"), ("with", "plenary"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
        var kept = await House.PostAsync(_desk.Browser, share, share, ("_handler", "share"), ("with", "plenary"), ("words", "As a start."), ("keep", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.StartsWith("/c/arda/drafts/", kept.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var draft = Assert.Single(_house.Room.Drafts.Drafts);
        Assert.Equal(("strategy.model-shared/1", ChannelId.Plenary), (draft.Kind, draft.Channel));
        await ReleaseAsync(draft);
        await Holds(_house.Three[Bera], _house.Room.Drafts.Drafts.Single().Statement!.Value);
    }

    [Fact]
    public async Task A_draft_as_json_takes_the_matter_it_is_on_and_what_it_relies_on()
    {
        var act = await _house.Three.ActAsync(Arda, "A ferry is late");
        const string New = "/c/arda/drafts/new";
        (string, string)[] Fields(string subject) =>
        [
            ("_handler", "new"), ("to", "plenary"), ("kind", "terms.list-set/1"), ("track", "economy"), ("title", "Our words"), ("json", "{\"terms\":[]}"), ("subject", subject), ("cites", $"{act}"),
        ];
        var wrong = await House.PostAsync(_desk.Browser, New, New, Fields("nowhere"));
        Assert.Contains("That is no statement", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var kept = await House.PostAsync(_desk.Browser, New, New, Fields($"{act}"));
        Assert.True(kept.StatusCode == HttpStatusCode.SeeOther, await kept.Content.ReadAsStringAsync());
        var draft = Assert.Single(_house.Room.Drafts.Drafts);
        Assert.Equal((act, act), (draft.Subject!.Value, Assert.Single(draft.Versions[0].Cites)));
    }

    private async Task<Person> PersonAsync(string name)
    {
        var person = await _house.PersonAsync(name);
        await _house.MandateAsync(person.Officer, MandateRole.Officer);
        return person;
    }

    private async Task ReleaseAsync(DraftFinding draft)
    {
        var second = await PersonAsync("second");
        var (mine, theirs) = (_house.Api(await _house.TokenAsync(_desk, ["read", "draft", "release"])), _house.Api(await _house.TokenAsync(second, ["read", "draft", "release"])));
        var path = $"/api/v1/channels/arda/drafts/{draft.Id}/releases";
        using var asked = await mine.PostAsJsonAsync(path, new { version = draft.Latest[^1] });
        var release = (string)(await asked.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        using var approved = await theirs.PostAsJsonAsync($"{path}/{release}/approval", new { });
        Assert.True(approved.StatusCode == HttpStatusCode.Created, await approved.Content.ReadAsStringAsync());
        await Until(_house.Three[Arda], () => _house.Room.Drafts.Find(draft.Id)!.Statement is not null, "the draft as said");
    }
}
