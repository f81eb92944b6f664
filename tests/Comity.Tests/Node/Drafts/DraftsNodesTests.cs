using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Drafts;

/// <summary>Drafts worked on by several officers of one member, over the API and from the pages.</summary>
[Trait("Category", "Slow")]
public sealed class DraftsNodesTests
{
    private const string Drafts = "/api/v1/channels/arda/drafts";
    private static readonly ChannelId Own = ChannelId.Of(Arda);

    [Fact]
    public async Task A_draft_is_written_by_one_cleared_by_another_and_released_by_those_who_may()
    {
        await using var house = await House.OpenAsync(change: o => o with { Outbox = TimeSpan.FromHours(1) });
        var drafter = await ApiAsync(house, "drafter", MandateRole.Drafter, null, null);
        var legal = await ApiAsync(house, "legal", MandateRole.Officer, [Own], null);
        var officer = await ApiAsync(house, "officer", MandateRole.Officer, null, null);
        var historian = await ApiAsync(house, "historian", MandateRole.Officer, null, ["history"]);
        var auditor = await ApiAsync(house, "auditor", MandateRole.Auditor, null, null);
        var legalOffice = (await legal.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("officer").GetProperty("office").GetString();

        var draft = await SaysAsync(drafter, Drafts, Opened("arda+bera", "economy"));
        Assert.Equal(HttpStatusCode.NotFound, (await historian.GetAsync($"{Drafts}/{draft}")).StatusCode);
        Assert.Equal(0, (await historian.GetFromJsonAsync<JsonElement>(Drafts)).GetProperty("drafts").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"{Drafts}/{draft}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsJsonAsync($"{Drafts}/{draft}/comments", new { version = draft, words = "I read." })).StatusCode);

        // Nobody but Arda's own node holds a word of it.
        Assert.DoesNotContain("Glass Bay", string.Concat(house.Three[Bera].Record.Store.ReadAll().Select(s => s.Compact)), StringComparison.Ordinal);

        var clearance = await SaysAsync(drafter, $"{Drafts}/{draft}/clearances", new { version = draft, office = legalOffice });
        await RefusedAsync(drafter, $"{Drafts}/{draft}/clearances", new { version = draft, office = "An office that nobody holds" }, "drafts.clearance.nobody");
        await RefusedAsync(officer, $"{Drafts}/{draft}/clearances/{clearance}/answers", new { version = draft, answer = "cleared" }, "access.no-mandate");
        await RefusedAsync(officer, $"{Drafts}/{draft}/releases", new { version = draft }, "drafts.release.not-cleared");
        await RefusedAsync(legal, $"{Drafts}/{draft}/clearances/{clearance}/answers", new { version = draft, answer = "not-cleared" }, "drafts.words.missing");
        await SaysAsync(legal, $"{Drafts}/{draft}/clearances/{clearance}/answers", new { version = draft, answer = "not-cleared", words = "The bay has another name." });

        var version = await SaysAsync(drafter, $"{Drafts}/{draft}/versions", new { follows = new[] { draft }, body = new { terms = new[] { new { phrase = "Arda Bay" } } } });
        var changes = await officer.GetFromJsonAsync<JsonElement>($"{Drafts}/{draft}/changes?from={draft}&to={version}");
        Assert.Equal("terms[0].phrase Glass Bay Arda Bay", string.Join(' ', changes.GetProperty("changes")[0].EnumerateObject().Select(p => p.Value.GetString())));
        await SaysAsync(legal, $"{Drafts}/{draft}/clearances/{clearance}/answers", new { version, answer = "cleared" });

        await RefusedAsync(drafter, $"{Drafts}/{draft}/releases", new { version }, "access.no-mandate");
        await RefusedAsync(legal, $"{Drafts}/{draft}/releases", new { version }, "access.no-mandate");
        var release = await SaysAsync(officer, $"{Drafts}/{draft}/releases", new { version });
        Assert.Equal("in-outbox", (await officer.GetFromJsonAsync<JsonElement>($"{Drafts}/{draft}")).GetProperty("draft").GetProperty("standing").GetString());

        await SaysAsync(drafter, $"{Drafts}/{draft}/releases/{release}/stop", new { words = "One moment." });
        await SaysAsync(drafter, $"{Drafts}/{draft}/withdrawal", new { });
        await RefusedAsync(officer, $"{Drafts}/{draft}/releases", new { version }, "drafts.draft.closed");
    }

    [Fact]
    public async Task Where_the_charter_wants_two_persons_nobody_says_anything_alone()
    {
        await using var house = await House.OpenAsync(change: o => o with { Outbox = TimeSpan.Zero }, twoPersons: ["plenary"]);
        var (desk, second) = (await ApiAsync(house, "desk", MandateRole.Officer, null, null), await ApiAsync(house, "second", MandateRole.Officer, null, null));
        var words = new { kind = "terms.list-set/1", track = "economy", cites = Array.Empty<string>(), body = new { terms = new[] { new { phrase = "Glass Bay" } } } };
        await RefusedAsync(desk, "/api/v1/channels/plenary/statements", words, "access.two-persons");
        await SaysAsync(desk, "/api/v1/channels/arda+bera/statements", words);

        var draft = await SaysAsync(desk, Drafts, Opened("plenary", "economy"));
        var release = await SaysAsync(desk, $"{Drafts}/{draft}/releases", new { version = draft });
        await RefusedAsync(desk, $"{Drafts}/{draft}/releases/{release}/approval", new { }, "drafts.release.same-person");
        await SaysAsync(second, $"{Drafts}/{draft}/releases/{release}/approval", new { });
        await Until(house.Three[Arda], r => r.Find(ChannelId.Plenary)![Arda].Last!.Kind == "terms.list-set/1");
    }

    [Fact]
    public async Task Nothing_widens_who_hears_a_draft_and_no_other_door_leads_to_it()
    {
        await using var house = await House.OpenAsync();
        var officer = await ApiAsync(house, "officer", MandateRole.Officer, null, null);
        var pairOnly = await ApiAsync(house, "pair-only", MandateRole.Officer, [Own, ChannelId.Of(Arda, Cirra)], null);
        var draft = await SaysAsync(officer, Drafts, Opened("arda+bera", "economy"));

        await RefusedAsync(officer, $"{Drafts}/{draft}/versions", new { follows = new[] { draft }, to = "plenary", body = new { terms = Array.Empty<object>() } }, "drafts.audience.fixed");
        await RefusedAsync(officer, $"{Drafts}/{draft}/versions", new { follows = new[] { draft }, track = "history", body = new { terms = Array.Empty<object>() } }, "drafts.audience.fixed");
        await RefusedAsync(pairOnly, Drafts, Opened("arda+bera", "economy"), "access.no-mandate");
        await RefusedAsync(officer, Drafts, Opened("arda", "economy"), "drafts.channel.alone");
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/api/v1/channels/plenary/drafts")).StatusCode);
        await RefusedAsync(officer, "/api/v1/channels/arda/statements", new { kind = "drafts.draft-withdrawn/1", track = "economy", body = new { draft, by = "desk", on = "2030-01-02" } }, "access.no-mandate");
    }

    [Fact]
    public async Task A_form_is_kept_as_a_draft_from_the_page_and_released_to_exactly_those_it_was_written_for()
    {
        await using var house = await House.OpenAsync(change: o => o with { Outbox = TimeSpan.Zero });
        var person = await house.PersonAsync("officer");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        var kept = await House.PostAsync(
            person.Browser, "/c/arda+bera/disputes/record-act", "/c/arda+bera/disputes/record-act", ("_handler", "record"), ("keep", "true"), ("title", "A call is proposed"), ("date", "2030-01-02"), ("precision", "day"),
            ("type", "event"), ("track", "economy"), ("language", "en"), ("basis", "own-act"), ("actors[0].member", "arda"));
        Assert.True(kept.StatusCode == HttpStatusCode.SeeOther, await kept.Content.ReadAsStringAsync());
        var page = kept.Headers.Location!.OriginalString;
        Assert.StartsWith("/c/arda/drafts/", page, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Room.Statements(ChannelId.Of(Arda, Bera), Arda, 0, 100), s => s.Kind == "disputes.act-recorded/1");

        // Another audience than the one on the page is refused in words, whoever changed the form.
        var widened = await House.PostAsync(person.Browser, page + "/edit", page + "/edit", ("_handler", "edit"), ("audience", "plenary"), ("follows", page.Split('/')[^1]), ("body.title", "A call is proposed to all"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, widened.StatusCode);
        Assert.Contains("cannot be widened", await widened.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var edited = await House.PostAsync(person.Browser, page + "/edit", page + "/edit", ("_handler", "edit"), ("audience", "arda+bera"), ("follows", page.Split('/')[^1]), ("body.title", "A call is proposed for Friday"));
        Assert.Equal(HttpStatusCode.SeeOther, edited.StatusCode);
        var draft = house.Room.Drafts.Drafts.Single();
        var released = await House.PostAsync(person.Browser, page + "/release", page + "/release", ("_handler", "release"), ("version", draft.Latest[0].ToString()));
        Assert.Equal(HttpStatusCode.SeeOther, released.StatusCode);
        await Until(house.Three[Arda], () => house.Room.Drafts.Drafts.Single().Statement is not null, "the draft as said");
        var said = house.Room.Find(house.Room.Drafts.Drafts.Single().Statement!.Value)!.Statement;
        Assert.Equal((ChannelId.Of(Arda, Bera), "A call is proposed for Friday"), (said.Channel, said.Body.GetProperty("title").GetString()));
        await Holds(house.Three[Bera], said.Id, ChannelId.Of(Arda, Bera));
        Assert.Null(house.Three[Cirra].Record.Store.Find(said.Id));
        Assert.Contains(said.Id.ToString(), await person.Browser.GetStringAsync(page), StringComparison.Ordinal);
    }

    private static object Opened(string to, string track) => new { to, kind = "terms.list-set/1", track, title = "Our words", body = new { terms = new[] { new { phrase = "Glass Bay" } } } };

    private static async Task<HttpClient> ApiAsync(House house, string name, MandateRole role, ChannelId[]? channels, string[]? tracks)
    {
        var person = await house.PersonAsync(name);
        await house.MandateAsync(person.Officer, role, channels, tracks);
        return house.Api(await house.TokenAsync(person, ["read", "draft", "release"]));
    }

    private static async Task<string> SaysAsync(HttpClient api, string path, object request)
    {
        var answer = await api.PostAsJsonAsync(path, request);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task RefusedAsync(HttpClient api, string path, object request, string code)
    {
        var answer = await api.PostAsJsonAsync(path, request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity && text.Contains($"\"{code}\"", StringComparison.Ordinal), $"{path}: expected {code}, found {(int)answer.StatusCode} {text}");
    }
}
