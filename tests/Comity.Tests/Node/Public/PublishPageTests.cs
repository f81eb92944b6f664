using System.Net;
using Comity.Domain.Disputes;
using Comity.Domain.Mandates;
using Comity.Domain.Standstill;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Domain.Standstill;
using Comity.Tests.Node.Accounts;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Public;

/// <summary>Publishing from the page, by people who have signed in.</summary>
[Trait("Category", "Slow")]
public sealed class PublishPageTests
{
    [Fact]
    public async Task What_becomes_public_is_shown_whole_first_and_is_planned_taken_back_or_published_by_its_author_alone()
    {
        await using var house = await House.OpenAsync();
        var (officer, inside) = (await PersonAsync(house, "officer", null), await PersonAsync(house, "inside", [ChannelId.Plenary]));
        var said = await SayAsync(house, Act(Arda, "Arda lifts its licences"));
        var page = $"/c/plenary/record/statements/{said}/publish";

        var shown = await officer.GetStringAsync(page);
        Assert.Contains("Anybody may read it", shown, StringComparison.Ordinal);
        Assert.Contains("Arda lifts its licences", shown, StringComparison.Ordinal);
        Assert.Contains($"statements/{said}/publish", await officer.GetStringAsync($"/c/plenary/record/statements/{said}"), StringComparison.Ordinal);
        var theirs = await house.Three.ActAsync(Bera, "Bera's own");
        await Holds(house.Three[Arda], theirs);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/c/plenary/record/statements/{theirs}/publish")).StatusCode);

        // A mandate that does not open the public channel speaks nothing there, and a day that cannot be read publishes nothing.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(inside, page, "publish")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(officer, page, "publish", "2029-12-31")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(officer, page, "publish", "tomorrow")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(officer, page, "publish", "2031-01-01")).StatusCode);
        Assert.Contains($"statements/{said}/publish", await officer.GetStringAsync("/c/plenary/passing"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(officer, page, "take-back")).StatusCode);
        Assert.DoesNotContain($"statements/{said}/publish", await officer.GetStringAsync("/c/plenary/passing"), StringComparison.Ordinal);
        using var visitor = house.Three.Anonymous(Arda);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/public/texts/{said}")).StatusCode);

        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(officer, page, "publish")).StatusCode);
        Assert.Contains("Arda lifts its licences", await visitor.GetStringAsync($"/public/texts/{said}"), StringComparison.Ordinal);
        Assert.Contains($"/public/verify/{said}", await officer.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_charter_wants_two_persons_in_public_another_officer_approves()
    {
        await using var house = await House.OpenAsync(twoPersons: ["public"]);
        var (asking, approving) = (await PersonAsync(house, "asking", null), await PersonAsync(house, "approving", null));
        var said = await SayAsync(house, Act(Arda, "Arda lifts its licences"));
        var page = $"/c/plenary/record/statements/{said}/publish";
        using var visitor = house.Three.Anonymous(Arda);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(approving, page, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(asking, page, "publish")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(asking, page, "approve")).StatusCode);
        house.Three[Arda].Record.Announce();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/public/texts/{said}")).StatusCode);

        Assert.Contains("another officer has to approve it", await approving.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(approving, page, "approve")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/public/texts/{said}")).StatusCode);
    }

    [Fact]
    public async Task Terms_are_read_in_public_as_clauses_and_a_mandate_is_never_published()
    {
        await using var house = await House.OpenAsync();
        var officer = await PersonAsync(house, "officer", null);
        var terms = StandstillScript.SomeTerms() with { Bound = [Arda, Bera], Title = "Standstill on glass" };
        var floated = await SayAsync(house, new TermsFloated(terms, house.Room.Day));
        Assert.Equal(HttpStatusCode.SeeOther, (await DoAsync(officer, $"/c/plenary/record/statements/{floated}/publish", "publish")).StatusCode);

        using var visitor = house.Three.Anonymous(Arda);
        Assert.Contains("Terms floated: Standstill on glass", await visitor.GetStringAsync("/public/texts?lang=en"), StringComparison.Ordinal);
        var text = await visitor.GetStringAsync($"/public/texts/{floated}?lang=en");
        Assert.Contains(TermsClauses.Of(terms, System.Globalization.CultureInfo.GetCultureInfo("en"), m => m.ToString())[0].Heading, text, StringComparison.Ordinal);
        Assert.Contains($"/public/verify/{floated}", text, StringComparison.Ordinal);
        Assert.Contains("Standstill on glass", await visitor.GetStringAsync("/public/feed.atom?lang=en"), StringComparison.Ordinal);

        var mandate = house.Room.Statements(ChannelId.Of(Arda), Arda, 0, 100).First(s => s.Kind == "mandates.mandate-given/1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await DoAsync(officer, $"/c/arda/record/statements/{mandate.Id}/publish", "publish")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/public/verify/{mandate.Id}")).StatusCode);
    }

    private static async Task<HttpClient> PersonAsync(House house, string name, ChannelId[]? channels)
    {
        var person = await house.PersonAsync(name);
        await house.MandateAsync(person.Officer, MandateRole.Officer, channels);
        return person.Browser;
    }

    private static async Task<StatementId> SayAsync(House house, IBody body) =>
        Assert.IsType<SayResult.Said>(await house.Room.SayAsync(ChannelId.Plenary, body, "economy", null, [], Desk, default)).Id;

    private static Task<HttpResponseMessage> DoAsync(HttpClient browser, string page, string what, string on = "") =>
        House.PostAsync(browser, page, page, ("_handler", "publish"), ("do", what), ("on", on));
}
