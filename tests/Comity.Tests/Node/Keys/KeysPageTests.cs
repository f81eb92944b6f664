using System.Net;
using System.Text.RegularExpressions;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Keys;

/// <summary>The page Keys: what it shows, and that its forms do what the API does.</summary>
[Trait("Category", "Slow")]
public sealed partial class KeysPageTests
{
    private const string Page = "/c/plenary/record/keys";

    [Fact]
    public async Task A_roster_is_handed_in_and_a_lost_root_proposed_accepted_and_vetoed_on_the_page()
    {
        await using var three = await FoundedAsync();
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
            await three.StartAsync(member, options => options with { OfficersArePicked = true });
        }

        using var arda = await SignedInAsync(three, Arda);
        await PostAsync(arda, "make-key");
        var key = three[Arda].Record.Keys.Keys.Single(k => k.Public.Thumbprint != three.KeyOf(Arda).Public.Thumbprint).Public;
        Assert.Contains(key.Thumbprint, await arda.GetStringAsync(Page), StringComparison.Ordinal);
        var bad = await PostAsync(arda, "hand-roster", HttpStatusCode.UnprocessableEntity, ("Roster", "nothing"));
        Assert.Contains("record.jws.parts", bad, StringComparison.Ordinal);
        await PostAsync(arda, "hand-roster", ("Roster", Roster.Sign(three.RootOf(Arda), Arda, 2, three[Arda].Record.Roster!.Id, [key])));
        Assert.Equal(2, three[Arda].Record.Read(r => r.Find(ChannelId.Plenary)![Arda].Roster!.Sequence));

        using var bera = await SignedInAsync(three, Bera, "ja");
        using var root = SigningKey.Generate();
        await PostAsync(bera, "propose-repin", ("Member", "arda"), ("Root", root.Public.Thumbprint), ("Days", "30"));
        await Until(three[Arda], r => RepinChains.Judge(r).Proposals.Count == 1);
        var shown = WebUtility.HtmlDecode(await bera.GetStringAsync(Page));
        Assert.Contains("他の当事者の受諾待ち", shown, StringComparison.Ordinal);
        Assert.Contains(KeyFingerprint.Digits(root.Public.Thumbprint), shown, StringComparison.Ordinal);
        var proposal = three[Arda].Record.Read(r => RepinChains.Judge(r).Proposals[0].Proposal.Id);
        await PostAsync(arda, $"repin-{proposal}", ("verb", "veto"));
        Assert.Contains("Vetoed by the member", await arda.GetStringAsync(Page), StringComparison.Ordinal);

        // A visitor to the public channel sees its rosters, and neither forms nor what was said in plenary.
        using var visitor = three.Anonymous(Arda);
        await three[Arda].Record.OpenJournalAsync(ChannelId.Public, "working", default);
        var open = await visitor.GetStringAsync("/c/public/record/keys");
        Assert.DoesNotContain("<textarea", open, StringComparison.Ordinal);
        Assert.DoesNotContain("repin", open, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> SignedInAsync(ThreeNodes three, MemberId member, string language = "en")
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri($"http://127.0.0.1:{three.PortOf(member)}") };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        var token = Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("officer", Desk.Id), new("returnUrl", "/")]);
        Assert.Equal(HttpStatusCode.Found, (await browser.PostAsync("/sign-in/as", form)).StatusCode);
        return browser;
    }

    private static Task<string> PostAsync(HttpClient browser, string handler, params (string Name, string Value)[] fields) => PostAsync(browser, handler, HttpStatusCode.SeeOther, fields);

    private static async Task<string> PostAsync(HttpClient browser, string handler, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(Page)).Groups[1].Value;
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token)).Append(new("_handler", handler)));
        var answer = await browser.PostAsync(Page, form);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{handler}: {answer.StatusCode}\n{text}");
        return WebUtility.HtmlDecode(text);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
