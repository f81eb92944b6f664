using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Tests.Node.Accounts;

namespace Comity.Browser.Tests;

/// <summary>Several officers, each signed in at a screen of their own, at a desk or in the hand: draft, clear, release by two persons, stop in the outbox.</summary>
[Collection(WithBrowser.Name)]
public sealed class DraftsTests(Browser browser) : IAsyncLifetime
{
    private static readonly BrowserNewContextOptions Hand = new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB", HasTouch = true };

    private House _house = null!;

    private string Node => $"http://arda.localhost:{_house.Address.Port}";

    // Long enough that a stop is in time on a busy machine, short enough to wait for.
    public async Task InitializeAsync() => _house = await House.OpenAsync(change: o => o with { Outbox = TimeSpan.FromSeconds(20) }, assets: true, twoPersons: ["pairs"]);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_draft_is_kept_cleared_released_by_two_persons_stopped_in_the_outbox_released_again_and_never_widened()
    {
        await using var desk = await PersonAsync("drafter", MandateRole.Drafter, inHand: false);
        var page = desk.Page;
        await page.GotoAsync($"{Node}/c/arda/drafts");
        await page.GetByRole(AriaRole.Link, new() { Name = "New draft" }).ClickAsync();
        await page.GetByText("Heard by arda, bera, and by nobody else.").First.WaitForAsync();
        await LooksRightAsync(page, "drafts-new");
        await page.Locator("a[href='/c/arda+bera/disputes/record-act']").ClickAsync();

        // A drafter says nothing to others: the form has one button only.
        await page.Locator("#record-title").FillAsync("A call between the directors is proposed");
        Assert.Equal(0, await page.Locator(".dx-sheet button.btn-primary").CountAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as a draft" }).ClickAsync();
        await page.GetByText("The draft is being written.").First.WaitForAsync();
        await LooksRightAsync(page, "draft-written");
        var draft = new Uri(page.Url).AbsolutePath;

        // Whoever meddles with the audience is told why not, and what to do instead.
        await page.GetByRole(AriaRole.Link, new() { Name = "Write another version" }).ClickAsync();
        await page.Locator("input[name=audience]").EvaluateAsync("field => field.value = 'plenary'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this version" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).GetByText("cannot be widened").WaitForAsync();
        await LooksRightAsync(page, "draft-widening-refused");
        await page.GotoAsync(Node + draft + "/edit");
        await page.Locator("[name='body.title']").FillAsync("A call between the directors is proposed for Friday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this version" }).ClickAsync();
        await page.Locator("ins").GetByText("for Friday").WaitForAsync();

        await page.GetByText("Ask for a clearance").ClickAsync();
        await page.GetByLabel("Role").SelectOptionAsync("head");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true }).ClickAsync();
        await page.GetByText("The latest version waits to be cleared.").First.WaitForAsync();
        await LooksRightAsync(page, "draft-awaiting-clearance");

        await using (var head = await PersonAsync("chief", MandateRole.Head, inHand: true))
        {
            await head.Page.GotoAsync($"{Node}/c/arda/drafts");
            await head.Page.GetByText("Waits for Head of delegation").WaitForAsync();
            await LooksRightAsync(head.Page, "drafts-390");
            await head.Page.Locator(".df-title").ClickAsync();
            await head.Page.GetByRole(AriaRole.Button, new() { Name = "Clear it", Exact = true }).ClickAsync();
            await head.Page.GetByText("The latest version is cleared by all who were asked.").First.WaitForAsync();
            await LooksRightAsync(head.Page, "draft-390");
        }

        await using var officer = await PersonAsync("officer", MandateRole.Officer, inHand: false);
        await AskReleaseAsync(officer.Page, draft);
        await officer.Page.GotoAsync(Node + draft + "/release");
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Approve: say this text" }).ClickAsync();
        await officer.Page.GetByRole(AriaRole.Alert).GetByText("second person").WaitForAsync();

        await using var releaser = await PersonAsync("releaser", MandateRole.Releaser, inHand: true);
        await ApproveAsync(releaser.Page, draft);
        await page.GotoAsync(Node + draft);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();
        await page.GetByText("stopped a release").WaitForAsync();
        await page.GetByText("The latest version is cleared by all who were asked.").First.WaitForAsync();
        Assert.Null(_house.Room.Drafts.Drafts.Single().Statement);

        await AskReleaseAsync(officer.Page, draft);
        await ApproveAsync(releaser.Page, draft);
        // The page comes again by itself when the time is over.
        await releaser.Page.GetByText("It was said.").First.WaitForAsync(new() { Timeout = 60_000 });
        await releaser.Page.GetByRole(AriaRole.Link, new() { Name = "Open the statement it became" }).ClickAsync();
        await releaser.Page.GetByText("A call between the directors is proposed for Friday").First.WaitForAsync();
        var found = _house.Room.Drafts.Drafts.Single();
        Assert.Equal(DraftStanding.Said, found.Standing);
        Assert.Equal("arda+bera", _house.Room.Find(found.Statement!.Value)!.Statement.Channel.ToString());
    }

    private async Task AskReleaseAsync(IPage page, string draft)
    {
        await page.GotoAsync(Node + draft);
        await page.GetByRole(AriaRole.Link, new() { Name = "Release…" }).ClickAsync();
        await page.GetByText("This exact text").WaitForAsync();
        await page.GetByText("Heard by arda, bera, and by nobody else.").WaitForAsync();
        await LooksRightAsync(page, "draft-release");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for the release of this text" }).ClickAsync();
        await page.GetByText("Release was asked for and waits for approval.").First.WaitForAsync();
    }

    private async Task ApproveAsync(IPage page, string draft)
    {
        await page.GotoAsync(Node + draft + "/release");
        await page.GetByText("Heard by arda, bera, and by nobody else.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve: say this text" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).WaitForAsync();
    }

    private static async Task LooksRightAsync(IPage page, string name)
    {
        await page.FitsAsync();
        await page.Axe();
        await page.Shot(name);
    }

    private async Task<Visit> PersonAsync(string name, MandateRole role, bool inHand)
    {
        var person = await _house.PersonAsync(name);
        await _house.MandateAsync(person.Officer, role);
        var visit = await browser.VisitAsync(inHand ? Hand : null);
        var page = visit.Page;
        await page.GotoAsync($"{Node}/sign-in?returnUrl=/account");
        await page.Locator("#si-name").FillAsync(name);
        await page.Locator("#si-password").FillAsync(House.Password);
        await page.Locator("#si-code").FillAsync(House.Totp(person.Key, 1));
        await page.Locator("form[action='/sign-in/password'] button").ClickAsync();
        await page.WaitForURLAsync("**/account");
        return visit;
    }
}
