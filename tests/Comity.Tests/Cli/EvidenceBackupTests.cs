using System.Net;
using System.Text;
using System.Text.Json;
using Comity.Cli;
using Comity.Node;
using Comity.Node.Evidence;
using Comity.Record;
using Comity.Tests.Node;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary>Evidence in a backup, after a restore, and under the eyes of <c>comity verify</c>.</summary>
[Trait("Category", "Slow")]
public sealed class EvidenceBackupTests : IDisposable
{
    private static readonly ChannelId Own = ChannelId.Of(Arda);
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7\nA scan that names somebody: Unmistakable Words\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-evidence-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string To(string name) => Path.Combine(_folder, name);

    [Fact]
    public async Task It_goes_with_the_backup_and_comes_back_and_what_was_forgotten_meanwhile_stays_forgotten()
    {
        await using var three = await FoundedAsync();
        using var arda = three.Api(Arda);
        var kept = await AttachAsync(three, arda, Own);
        var doomed = await AttachAsync(three, arda, Pair);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", three.FolderOf(Arda), "--out", To("backup")]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("backup")]));
        Assert.DoesNotContain("Unmistakable Words", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(To("backup"))), StringComparison.Ordinal);

        using (var forgotten = await arda.PostAsync($"/api/v1/channels/{Pair}/blobs/{doomed}/forgetting", new StringContent("""{"reason":"It names a person","language":"en"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"))))
        {
            Assert.Equal(HttpStatusCode.Created, forgotten.StatusCode);
        }

        await Until(three[Bera], () => three[Bera].Room.Findings<Comity.Domain.Channels.ChannelsFindings>(Pair)!.Forgotten.Count == 1);
        await three.StopAsync(Arda);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["restore", To("backup"), "--to", To("restored")]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("restored")]));
        Assert.Equal(2, Vault(To("restored")).Pieces().Count);

        await three.StartAsync(Arda, o => o with { Data = To("restored") });
        Assert.Equal(HttpStatusCode.NotFound, (await arda.GetAsync($"/api/v1/channels/{Pair}/blobs/{doomed}")).StatusCode);
        for (var tries = 0; Vault(To("restored")).Holds(Pair, doomed); tries++)
        {
            Assert.True(tries < 300, "expected the attestation to be applied again after the restore");
            await Task.Delay(100);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await arda.GetAsync($"/api/v1/channels/{Pair}/blobs/{doomed}")).StatusCode);
        Assert.Equal(Pdf, await arda.GetByteArrayAsync($"/api/v1/channels/{Own}/blobs/{kept}"));
        await three.StopAsync(Arda);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("restored")]));
    }

    [Fact]
    public async Task Damaged_missing_and_surplus_pieces_are_found_in_a_folder_and_a_damaged_one_goes_into_no_backup()
    {
        await using var three = await FoundedAsync();
        using var arda = three.Api(Arda);
        var id = await AttachAsync(three, arda, Pair);
        await three.StopAsync(Arda);
        var folder = three.FolderOf(Arda);
        Assert.Empty(Found(folder));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", folder, "--out", To("whole")]));

        var content = Path.Combine(folder, BlobOptions.FolderName, "content", Pair.ToString(), id.ToString());
        var bytes = await File.ReadAllBytesAsync(content);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(content, bytes);
        Assert.Equal(["audit.blob.damaged"], Found(folder));
        Assert.Equal(ExitCodes.Finding, await Program.Main(["backup", folder, "--out", To("damaged")]));
        Assert.Equal(["whole"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));

        Vault(folder).Forget(Pair, id);
        Assert.Equal(["audit.blob.missing"], Found(folder));
        Vault(folder).Put(Own, [.. new byte[BlobVault.SaltSize], .. Pdf]);
        Assert.Equal(["audit.blob.surplus", "audit.blob.missing"], Found(folder));

        // What has not arrived keeps nobody from a backup; the backup says so when it is asked.
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", folder, "--out", To("without")]));
        Assert.Equal(["audit.blob.missing"], Found(To("without")));
        Assert.Empty(Found(To("whole")));
    }

    private static BlobVault Vault(string folder) => new(new(Path.Combine(folder, BlobOptions.FolderName)));

    private static string[] Found(string path)
    {
        var (code, output, _) = ExportTests.Comity("verify", path, "--json");
        var findings = JsonDocument.Parse(output).RootElement[0].GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()!).ToArray();
        Assert.Equal(findings.Length == 0 ? ExitCodes.Fine : ExitCodes.Finding, code);
        return findings;
    }

    private static async Task<Hash256> AttachAsync(ThreeNodes three, HttpClient api, ChannelId channel)
    {
        var item = await three.ActAsync(Arda, "A note was handed over", channel);
        using var body = new ByteArrayContent(Pdf);
        using var attached = await api.PostAsync($"/api/v1/channels/{channel}/evidence/{item}?title=Scan&language=en", body);
        Assert.True(attached.StatusCode == HttpStatusCode.Created, await attached.Content.ReadAsStringAsync());
        return Vault(three.FolderOf(Arda)).Pieces().Single(p => p.Channel == channel).Id;
    }
}
