using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Mandates;
using Comity.Record;
using Comity.Tests.Node.Accounts;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Channels;

/// <summary>Every item says who can see it, and why its reader can.</summary>
[Trait("Category", "Slow")]
public sealed class AudienceTests
{
    [Fact]
    public async Task An_item_says_whose_nodes_receive_it_which_offices_open_it_and_by_which_mandate_its_reader_does()
    {
        await using var house = await House.OpenAsync();
        var act = await house.Three.ActAsync(Arda, "A word to Bera", ChannelId.Of(Arda, Bera));
        await Holds(house.Three[Bera], act, ChannelId.Of(Arda, Bera));
        var both = await house.PersonAsync("both");
        await house.MandateAsync(both.Officer, MandateRole.Officer, [ChannelId.Plenary, ChannelId.Of(Arda, Bera)], ["economy"]);
        var elsewhere = await house.PersonAsync("elsewhere");
        await house.MandateAsync(elsewhere.Officer, MandateRole.Officer, [ChannelId.Plenary]);
        var history = await house.PersonAsync("history");
        await house.MandateAsync(history.Officer, MandateRole.Auditor, null, ["history"]);

        using var api = house.Api(await house.TokenAsync(both, ["read"]));
        var audience = await api.GetFromJsonAsync<JsonElement>($"/api/v1/statements/{act}/audience");
        Assert.Equal(["arda", "bera"], audience.GetProperty("members").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("officer", Assert.Single(audience.GetProperty("because").EnumerateArray()).GetProperty("role").GetString());

        // Those whose mandates open it, and no other; names of people are the head's alone.
        var offices = audience.GetProperty("offices").EnumerateArray().Select(o => o.GetProperty("office").GetString()).ToList();
        Assert.Contains(OfficeOf(both), offices);
        Assert.DoesNotContain(OfficeOf(elsewhere), offices);
        Assert.DoesNotContain(OfficeOf(history), offices);
        Assert.DoesNotContain("Person both", audience.ToString(), StringComparison.Ordinal);
        Assert.Equal(["here", "unknown"], audience.GetProperty("holders").EnumerateArray().Select(h => h.GetProperty("how").GetString()));

        foreach (var path in new[] { $"/c/arda+bera/disputes/acts/{act}", $"/c/arda+bera/record/statements/{act}" })
        {
            var page = WebUtility.HtmlDecode(await both.Browser.GetStringAsync(path));
            Assert.Contains("Who can see this, and why can I", page, StringComparison.Ordinal);
            Assert.Contains("Only their nodes receive it.", page, StringComparison.Ordinal);
            Assert.Contains($"because of your mandate: Officer, {OfficeOf(both)}. It opens plenary, arda+bera; tracks: Economy.", page, StringComparison.Ordinal);
        }

        foreach (var person in new[] { elsewhere, history })
        {
            using var theirs = house.Api(await house.TokenAsync(person, ["read"]));
            Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/api/v1/statements/{act}/audience")).StatusCode);
        }
    }

    [Fact]
    public async Task The_head_sees_who_they_are_and_a_visitor_only_that_it_is_public()
    {
        await using var house = await House.OpenAsync();
        var head = await house.PersonAsync("chief");
        await house.MandateAsync(head.Officer, MandateRole.Head);
        var plenary = await house.Three.ActAsync(Arda, "Said to all");
        var open = await house.Three.ActAsync(Arda, "Said in public", ChannelId.Public);

        Assert.Contains("Person chief", await head.Browser.GetStringAsync($"/c/plenary/record/statements/{plenary}"), StringComparison.Ordinal);

        using var visitor = house.Browser();
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync($"/c/public/record/statements/{open}"));
        Assert.Contains("You can see it because it is public.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Open in our delegation to", page, StringComparison.Ordinal);
    }

    private static string OfficeOf(Person person) => "Office of " + person.Officer[..4];
}
