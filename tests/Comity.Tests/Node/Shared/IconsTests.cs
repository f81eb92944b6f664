using System.Text.RegularExpressions;
using Comity.Node.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Comity.Tests.Node.Shared;

public sealed partial class IconsTests
{
    [Fact]
    public void Every_icon_is_drawn() => Assert.All(Icons.Names, name => Assert.StartsWith("<path", Icons.Outline(name), StringComparison.Ordinal));

    [Fact]
    public void An_icon_that_is_not_listed_is_named() =>
        Assert.Contains("'flag-of-arda'", Assert.Throws<ArgumentException>(() => Icons.Outline("flag-of-arda")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_icon_beside_words_is_silent() => Assert.Contains("aria-hidden=\"true\"", await Render("gavel", title: null), StringComparison.Ordinal);

    [Fact]
    public async Task An_icon_alone_says_its_title()
    {
        var svg = await Render("gavel", "Acts & measures");
        Assert.Contains("role=\"img\"", svg, StringComparison.Ordinal);
        Assert.Contains("<title>Acts &amp; measures</title>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-hidden", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_icon_a_page_names_is_listed()
    {
        var pages = Directory.EnumerateFiles(SourceTree.Folder("src/Comity.Node"), "*.razor", SearchOption.AllDirectories)
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal));
        var unlisted = pages.SelectMany(f => IconName().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Except(Icons.Names, StringComparer.Ordinal);
        Assert.Empty(unlisted);
    }

    private static async Task<string> Render(string name, string? title)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Name"] = name, ["Title"] = title });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Icon>(parameters)).ToHtmlString());
    }

    [GeneratedRegex("""<Icon\s[^>]*?\bName="([a-z0-9-]+)["]""")]
    private static partial Regex IconName();
}
