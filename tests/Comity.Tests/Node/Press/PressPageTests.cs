using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Domain.Press;
using Comity.Tests.Node.Disputes;
using Comity.Tests.Node.Fakes;

namespace Comity.Tests.Node.Press;

/// <summary>The press line on the page and for programs, held against the case.</summary>
public sealed class PressPageTests
{
    private const string Page = "/c/plenary/press";
    private static readonly DateOnly Day = new(2019, 11, 22);

    [Theory(DisplayName = "The page says in the reader's language what a line rests on and where it differs")]
    [InlineData("en", "Rests on what is recorded", "the record says")]
    [InlineData("ja", "確認された記録に基づく", "記録は")]
    [InlineData("ko", "확인된 기록에 근거함", "기록은")]
    public async Task Answers(string language, string rests, string differs)
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day, language);

        var html = await CheckAsync(site, "Korea requested consultations at the WTO on 11 September 2019. On 25 August 2019 Korea decided to end GSOMIA.");

        Assert.Contains(rests, html, StringComparison.Ordinal);
        Assert.Contains(differs, html, StringComparison.Ordinal);
        Assert.Contains($"disputes/acts/{site.Act("wto-request")}", html, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "What is typed stands in the page again as text, never as markup")]
    public async Task Encoded()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);

        using var answer = await site.PostAsync(Page, Page, [new("text", "<script>alert(1)</script> Korea.")], "press");

        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact(DisplayName = "A text too long is kept and its length named; an empty one is said to be empty")]
    public async Task Bounds()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);
        var tooLong = new string('a', PressCheck.MostCharacters + 1);

        var html = await CheckAsync(site, tooLong);

        Assert.Contains(tooLong, html, StringComparison.Ordinal);
        Assert.Contains("20001", html, StringComparison.Ordinal);
        Assert.Contains("no sentence to check", await CheckAsync(site, "  "), StringComparison.Ordinal);
    }

    [Fact(DisplayName = "A program is told the same, with codes, and all that is wrong with what it sent")]
    public async Task Programs()
    {
        await using var site = await DisputesSite.OpenAsync(FakeRoom.Japan, Day);
        const string Path = "/api/v1/channels/plenary/press-line";

        using var answer = await site.Browser.PostAsJsonAsync(Path, new { text = "Japan decided to end GSOMIA on 22 August 2019." });
        using var nothing = await site.Browser.PostAsJsonAsync(Path, new { });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sentence = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sentences")[0];
        var match = sentence.GetProperty("matches")[0];
        Assert.Equal(("differs", site.Act("gsomia-decision").ToString()), (sentence.GetProperty("standing").GetString(), match.GetProperty("act").GetString()));
        var difference = match.GetProperty("differs")[0];
        Assert.Equal(("actor", "jp", "kr"), (difference.GetProperty("in").GetString(), difference.GetProperty("said").GetString(), difference.GetProperty("recorded").GetString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
    }

    private static async Task<string> CheckAsync(DisputesSite site, string text)
    {
        using var answer = await site.PostAsync(Page, Page, [new("text", text)], "press");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
