using System.Net;
using Comity.Cli.Verbs;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Exports;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Dossier;

/// <summary>A dispute as one file: everybody's own words, and the evidence to check them without a node.</summary>
[Trait("Category", "Slow")]
public sealed class DossierTests
{
    private const string Path = "/api/v1/channels/plenary/disputes/dossier";

    [Fact]
    public async Task A_dossier_holds_the_line_of_an_act_in_its_owners_words_and_verifies_by_itself()
    {
        await using var three = await FoundedAsync();
        var (act, _) = await DisputedAsync(three);
        using var api = three.Api(Bera);

        var html = await api.GetStringAsync($"{Path}?act={act}");
        var report = DossierAudit.Of(html);

        Assert.Empty(report.Audit.Findings);
        Assert.Equal((5, three.Charter.Id), (report.Statements, report.Forum));
        Assert.Contains("Arda &quot;listed&quot; &lt;four&gt; goods", html.Replace("&#x22;", "&quot;", StringComparison.Ordinal));
        Assert.Contains("No notice was received.", html);
        Assert.Contains("A review long planned.", html);
        Assert.DoesNotContain("Cirra did something else", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("src=", html);
    }

    [Theory]
    [InlineData("No notice was received.", "Notice was received.", "dossier.text")]
    [InlineData("data-field=\"text\">", "data-field=\"text\"><b>x</b>", "dossier.text")]
    [InlineData("class=\"evidence\"", "class=\"evidences\"", "dossier.no-evidence")]
    [InlineData("&quot;size&quot;:", "&quot;size&quot;:1", "")]
    [InlineData("comity-dossier/1", "comity-dossier/2", "dossier.format")]
    public async Task A_dossier_that_was_changed_is_found_out(string from, string to, string code)
    {
        await using var three = await FoundedAsync();
        var (act, _) = await DisputedAsync(three);
        using var api = three.Api(Bera);
        var html = (await api.GetStringAsync($"{Path}?act={act}")).Replace("&#x22;", "&quot;", StringComparison.Ordinal);
        Assert.Empty(DossierAudit.Of(html).Audit.Findings);

        var at = html.IndexOf(from, StringComparison.Ordinal);
        var report = DossierAudit.Of(html[..at] + to + html[(at + from.Length)..]);

        Assert.Contains(report.Audit.Findings, f => code.Length == 0 || f.Code == code);
    }

    [Fact]
    public async Task A_text_left_out_and_a_changed_signature_are_found_by_the_command()
    {
        await using var three = await FoundedAsync();
        var (act, account) = await DisputedAsync(three);
        using var api = three.Api(Bera);
        var html = await api.GetStringAsync($"{Path}?act={act}");
        var folder = Directory.CreateTempSubdirectory("comity-dossier-");
        try
        {
            var file = System.IO.Path.Combine(folder.FullName, "dossier.html");
            async Task<int> VerifyAsync(string text)
            {
                await File.WriteAllTextAsync(file, text);
                return await VerifyVerb.Command().Parse([file]).InvokeAsync();
            }

            Assert.Equal(0, await VerifyAsync(html));
            Assert.Equal(1, await VerifyAsync(html.Replace($"<span class=\"quoted\" lang=\"en\" data-of=\"{account}\" data-field=\"text\">No notice was received.</span>", "", StringComparison.Ordinal)));
            var compact = three[Bera].Room.Find(account)!.Statement.Compact;
            var broken = compact[..^8] + (compact[^8] == 'A' ? 'B' : 'A') + compact[^7..];
            Assert.Equal(1, await VerifyAsync(html.Replace(compact, broken, StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_asked_for_wrongly_is_told_with_every_fault()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);

        using var wrong = await api.GetAsync(new Uri($"{Path}?act=none&from=yesterday", UriKind.Relative));
        using var nothing = await api.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity), (wrong.StatusCode, nothing.StatusCode));
        var text = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("dossier.act", text);
        Assert.Contains("dossier.day", text);
    }

    [Fact]
    public async Task Who_may_not_see_a_witness_gets_evidence_without_it_that_still_holds()
    {
        await using var three = await FoundedAsync();
        var (act, _) = await DisputedAsync(three);
        var room = three[Arda].Room;
        var all = room.Journals(ChannelId.Plenary).OrderBy(j => j.Member).SelectMany(j => room.Statements(ChannelId.Plenary, j.Member, 0, int.MaxValue)).ToList();
        var source = new ExportSource(three.Charter, ChannelId.Plenary, all, "test") { May = s => s.Member == Arda };

        var text = string.Concat(ExportWriter.One(source, act)!.Select(l => l + "\n"));
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var report = ExportAudit.Of(file);

        Assert.Empty(report.Audit.Findings);
        Assert.Empty(report.Holders);
    }

    // An act of Arda's that answers one of Bera's by Cirra's word, denied by Arda, contested by Bera.
    private static async Task<(StatementId Act, StatementId Account)> DisputedAsync(ThreeNodes three)
    {
        var earlier = await three.ActAsync(Bera, "Bera closed a port");
        await Holds(three[Arda], earlier);
        var act = await three.ActAsync(Arda, "Arda \"listed\" <four> goods");
        await three.ActAsync(Cirra, "Cirra did something else");
        await Task.WhenAll(Holds(three[Bera], act), Holds(three[Cirra], act), Holds(three[Cirra], earlier));
        var account = await SaysAsync(three, Bera, new AccountGiven(act, AccountStance.Contests, AccountForm.OwnWords, "No notice was received.", "en", Basis.OwnAct, []), act);
        var asserted = await SaysAsync(three, Cirra, new LinkAsserted(act, earlier, LinkRelation.Answers, Asserter.Author, "It came the day after.", "en", Basis.OwnAct, []), act, earlier);
        var denied = await SaysAsync(three, Arda, new LinkDenied(act, earlier, LinkRelation.Answers, AccountForm.OwnWords, "A review long planned.", "en", Basis.OwnAct, []), act, earlier);
        await Task.WhenAll(Holds(three[Bera], asserted), Holds(three[Bera], denied), Holds(three[Arda], account));
        return (act, account);
    }

    private static async Task<StatementId> SaysAsync(ThreeNodes three, MemberId member, IBody body, params StatementId[] cites) =>
        Assert.IsType<SayResult.Said>(await three[member].Room.SayAsync(ChannelId.Plenary, body, "economy", cites[0], [.. cites.Order()], Desk, default)).Id;
}
