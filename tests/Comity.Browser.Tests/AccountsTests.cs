using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Tests.Node;
using Comity.Tests.Node.Accounts;

namespace Comity.Browser.Tests;

/// <summary>A working node, as its people meet it: link, passkey, password with a code, recovery code, accounts, mandates.</summary>
[Collection(WithBrowser.Name)]
public sealed class AccountsTests(Browser browser) : IAsyncLifetime
{
    private House _house = null!;

    // A name of its own: passkeys are bound to names, never to numbers.
    private string Node => $"http://arda.localhost:{_house.Address.Port}";

    public async Task InitializeAsync() => _house = await House.OpenAsync(assets: true);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_person_comes_in_by_a_link_adds_a_passkey_and_signs_in_with_it()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await AuthenticatorAsync(page);
        await page.GotoAsync($"{Node}/enrol?code={_house.AdminCode}");
        await page.Axe();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the link" }).ClickAsync();
        await page.WaitForURLAsync("**/account/set-up");
        await page.Axe();
        await page.Shot("account-set-up");
        await page.GetByLabel("Name of this device or key").FillAsync("Test key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account/recovery-codes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make recovery codes" }).ClickAsync();
        Assert.Equal(10, await page.Locator(".codes code").CountAsync());
        await page.Axe();
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await page.GetByText("You hold no mandate.").WaitForAsync();
        await page.Axe();
        await page.Shot("account");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync($"{Node}/sign-in");
        await page.Axe();
        await page.Shot("sign-in-working");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account");

        // The administrator makes an account, and nothing of substance answers.
        await page.GotoAsync($"{Node}/accounts");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Desk Officer");
        await page.GetByLabel("Sign-in name").FillAsync("desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make account and link" }).ClickAsync();
        await page.Locator(".token-text").WaitForAsync();
        await page.Axe();
        await page.Shot("accounts");
        // Asked as a program does, with the browser's session: by number, since names of nodes are for browsers.
        using var program = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _house.Address };
        program.DefaultRequestHeaders.Add("Cookie", string.Join("; ", (await page.Context.CookiesAsync([Node])).Select(c => $"{c.Name}={c.Value}")));
        foreach (var path in new[] { "/c/plenary/room", "/c/arda/record", "/mandates", "/c/plenary/disputes/acts.csv" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task An_officers_passkey_signs_a_statements_id_and_whoever_reads_it_sees_it_verified()
    {
        var (officer, code) = await AccountStore.AddAsync(_house.Three.FolderOf(ThreeNodes.Arda), "signer", "Signer", administers: false);
        var said = await _house.Three.ActAsync(ThreeNodes.Arda, "A statement to be signed");
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await AuthenticatorAsync(page);
        await page.GotoAsync($"{Node}/enrol?code={code}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the link" }).ClickAsync();
        await page.WaitForURLAsync("**/account/set-up");
        await page.GetByLabel("Name of this device or key").FillAsync("Test key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/account/recovery-codes");
        await _house.MandateAsync(officer, MandateRole.Officer);

        await page.GotoAsync($"{Node}/c/plenary/record/statements/{said}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign with your passkey" }).ClickAsync();
        await page.GetByText("Signed with a passkey by Office of").WaitForAsync();
        await page.Axe();
        await page.Shot("statement-passkey");
        var kept = await page.EvaluateAsync<JsonElement>($"() => fetch('/api/v1/statements/{said}/passkeys').then(a => a.json())");
        Assert.True(kept.GetProperty("signatures")[0].GetProperty("good").GetBoolean());
    }

    [Fact]
    public async Task The_head_gives_a_mandate_to_the_person_who_reads_out_the_code_and_the_room_opens()
    {
        var desk = await _house.PersonAsync("desk");
        var head = await _house.PersonAsync("chief");
        await _house.MandateAsync(head.Officer, MandateRole.Head);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await SignInAsync(page, "chief", House.Totp(head.Key, 1));
        await page.GotoAsync($"{Node}/mandates");
        await page.Axe();
        await page.GetByLabel("Officer", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Person desk" });
        await page.GetByLabel("Code that the person reads out to you").FillAsync("00000000");
        await page.GetByLabel("Role").SelectOptionAsync("officer");
        await page.GetByLabel("Office shown on what is said").FillAsync("First Department");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "plenary" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "all", Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give mandate" }).ClickAsync();
        await page.GetByText("That is not this person's code.").WaitForAsync();
        await page.Shot("mandates-refused");

        await page.GetByLabel("Officer", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Person desk" });
        await page.GetByLabel("Code that the person reads out to you").FillAsync(desk.Officer[..8]);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "plenary" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "all", Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Give mandate" }).ClickAsync();
        await page.GetByText("First Department").First.WaitForAsync();
        await page.Shot("mandates");

        await using var other = await browser.VisitAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB" });
        await SignInAsync(other.Page, "desk", House.Totp(desk.Key, 1));
        await other.Page.GotoAsync($"{Node}/");
        await other.Page.GetByRole(AriaRole.Heading, new() { Name = "Room" }).WaitForAsync();
        await other.Page.GotoAsync($"{Node}/account");
        await other.Page.Axe();
        await other.Page.Shot("account-390");
    }

    [Theory]
    [InlineData("ja-JP", "account-ja")]
    [InlineData("ko-KR", "account-ko")]
    public async Task A_recovery_code_lets_its_person_in_once_in_every_language(string locale, string shot)
    {
        var desk = await _house.PersonAsync("desk");
        var made = await (await House.PostAsync(desk.Browser, "/account/recovery-codes", "/account/recovery-codes", ("_handler", "recovery"))).Content.ReadAsStringAsync();
        var code = Regex.Match(made, "<li><code>([^<]+)</code>").Groups[1].Value;
        await using var visit = await browser.VisitAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = locale });
        await SignInAsync(visit.Page, "desk", code);
        await visit.Page.WaitForURLAsync("**/account");
        await visit.Page.Axe();
        await visit.Page.Shot(shot);
        await visit.Page.GotoAsync($"{Node}/account/set-up");
        await visit.Page.Axe();
        await visit.Page.Shot(shot + "-set-up");
    }

    private async Task SignInAsync(IPage page, string name, string code)
    {
        await page.GotoAsync($"{Node}/sign-in?returnUrl=/account");
        await page.Locator("#si-name").FillAsync(name);
        await page.Locator("#si-password").FillAsync(House.Password);
        await page.Locator("#si-code").FillAsync(code);
        await page.Locator("form[action='/sign-in/password'] button").ClickAsync();
        await page.WaitForURLAsync("**/account");
    }

    private static async Task AuthenticatorAsync(IPage page)
    {
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = JsonSerializer.SerializeToElement(new
            {
                protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true,
            }),
        });
    }
}
