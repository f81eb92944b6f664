using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Channels;
using Comity.Domain.Mandates;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Channels;

/// <summary>Bera asks that reads of its words are registered; Arda's officers are told before they open them, and Bera learns of offices, never of names.</summary>
[Trait("Category", "Slow")]
public sealed class ReadsTests
{
    private static readonly ChannelId ArdaBera = ChannelId.Of(Arda, Bera);

    [Fact]
    public async Task Nothing_shows_before_it_is_opened_and_the_originator_learns_of_office_day_and_way()
    {
        await using var house = await House.OpenAsync();
        var item = await house.Three.ActAsync(Bera, "A note to few", ArdaBera);
        using (var bera = house.Three.Api(Bera))
        {
            using var asked = await bera.PostAsJsonAsync($"/api/v1/channels/arda+bera/reads/{item}", new { });
            Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        }

        await Until(house.Three[Arda], () => house.Room.Findings<ChannelsFindings>(ArdaBera)!.Registers.Count == 1);
        // An auditor says nothing in her own name; that she read is the member's to tell.
        var auditor = await house.PersonAsync("auditor");
        await house.MandateAsync(auditor.Officer, MandateRole.Auditor);
        var path = $"/c/arda+bera/record/statements/{item}";

        var gate = WebUtility.HtmlDecode(await auditor.Browser.GetStringAsync(path));
        Assert.Contains("Reads of this item are registered", gate, StringComparison.Ordinal);
        Assert.DoesNotContain("own-act", gate, StringComparison.Ordinal);
        Assert.Empty(house.Room.Findings<ChannelsFindings>(ArdaBera)!.Reads);

        using var opened = await House.PostAsync(auditor.Browser, path, $"/c/arda+bera/reads/{item}", ("returnUrl", path), ("how", "page"));
        Assert.Equal((HttpStatusCode.Found, path), (opened.StatusCode, opened.Headers.Location?.OriginalString));
        Assert.Contains("own-act", await auditor.Browser.GetStringAsync(path), StringComparison.Ordinal);
        using var again = await House.PostAsync(auditor.Browser, path, $"/c/arda+bera/reads/{item}", ("returnUrl", "https://elsewhere.example/"), ("how", "page"));
        Assert.Equal("/", again.Headers.Location?.OriginalString);

        using var api = house.Api(await house.TokenAsync(auditor, ["read"]));
        (await api.GetAsync($"/api/v1/statements/{item}")).Dispose();
        (await api.GetAsync("/api/v1/channels/arda+bera/statements")).Dispose();
        (await auditor.Browser.GetAsync("/c/arda+bera/disputes/acts.csv")).Dispose();

        // Once for an office, item, day and way, at the originator's node; names stay where they are.
        await Until(house.Three[Bera], () => house.Three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reads.Count == 3);
        var told = house.Three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reads;
        Assert.Equal([ReadHow.Page, ReadHow.Api, ReadHow.Export], told.SelectMany(r => r.How));
        Assert.All(told, r => Assert.Equal((Arda, Bera, item, "Office of " + auditor.Officer[..4]), (r.By, r.Of, r.Item, r.Office)));
        Assert.All(told, r => Assert.DoesNotContain(auditor.Officer, house.Three[Bera].Room.Find(r.Id)!.Statement.Compact, StringComparison.Ordinal));

        // The book by name is for those who see mandates.
        var officer = await house.PersonAsync("officer");
        await house.MandateAsync(officer.Officer, MandateRole.Officer);
        Assert.Contains("Person auditor", await OpenedAsync(auditor, item), StringComparison.Ordinal);
        Assert.DoesNotContain("Person auditor", await OpenedAsync(officer, item), StringComparison.Ordinal);
        await Until(house.Three[Bera], () => house.Three[Bera].Room.Findings<ChannelsFindings>(ArdaBera)!.Reads.Count == 4);
        using var theirs = house.Three.Api(Bera);
        var register = await theirs.GetFromJsonAsync<JsonElement>($"/api/v1/channels/arda+bera/reads/{item}");
        Assert.Equal(4, register.GetProperty("reads").GetArrayLength());
        Assert.DoesNotContain("Person", register.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_takes_the_text_by_another_door_stands_in_the_register_too()
    {
        await using var house = await House.OpenAsync();
        var item = await house.Three.ActAsync(Bera, "A note to few", ArdaBera);
        using (var bera = house.Three.Api(Bera))
        {
            (await bera.PostAsJsonAsync($"/api/v1/channels/arda+bera/reads/{item}", new { })).EnsureSuccessStatusCode().Dispose();
        }

        await Until(house.Three[Arda], () => house.Room.Findings<ChannelsFindings>(ArdaBera)!.Registers.Count == 1);
        string[] doors = ["/api/v1/channels/arda+bera/disputes/acts", $"/api/v1/channels/arda+bera/disputes/acts/{item}", "/api/v1/channels/arda+bera/disputes/as-recorded.csv"];
        foreach (var (door, n) in doors.Select((d, n) => (d, n)))
        {
            var person = await house.PersonAsync($"reader{n}");
            await house.MandateAsync(person.Officer, MandateRole.Auditor);
            using var api = house.Api(await house.TokenAsync(person, ["read"]));
            Assert.Contains("A note to few", await api.GetStringAsync(door), StringComparison.Ordinal);
            await Until(house.Three[Arda], () => house.Room.Findings<ChannelsFindings>(ArdaBera)!.Reads.Any(r => r.Office == "Office of " + person.Officer[..4]), door);
        }
    }

    [Fact]
    public async Task Only_the_originator_asks_and_other_items_are_shown_at_once()
    {
        await using var three = await FoundedAsync();
        var item = await three.ActAsync(Bera, "Nothing special", ArdaBera);
        await Holds(three[Arda], item, ArdaBera);
        using var arda = three.Api(Arda);

        using var asked = await arda.PostAsJsonAsync($"/api/v1/channels/arda+bera/reads/{item}", new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.StatusCode);
        (await arda.GetAsync($"/api/v1/statements/{item}")).Dispose();
        Assert.Empty(three[Arda].Room.Findings<ChannelsFindings>(ArdaBera)!.Reads);
        Assert.False((await arda.GetFromJsonAsync<JsonElement>($"/api/v1/channels/arda+bera/reads/{item}")).GetProperty("registered").GetBoolean());
    }

    private static async Task<string> OpenedAsync(Person person, StatementId item)
    {
        var path = $"/c/arda+bera/passing/{item}";
        (await House.PostAsync(person.Browser, $"/c/arda+bera/record/statements/{item}", $"/c/arda+bera/reads/{item}", ("returnUrl", path), ("how", "page"))).Dispose();
        return WebUtility.HtmlDecode(await person.Browser.GetStringAsync(path));
    }
}
