using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Channels;
using Comity.Node.Evidence;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Evidence;

/// <summary>A scan attached to an act: at both ends of its channel and nowhere else, unreadable on the disk, forgotten for good.</summary>
[Trait("Category", "Slow")]
public sealed class EvidenceTests : IAsyncLifetime
{
    private static readonly ChannelId ArdaBera = ChannelId.Of(Arda, Bera);
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7\nA scan that names somebody: Unmistakable Words\n");

    private ThreeNodes _three = null!;

    public async Task InitializeAsync() => _three = await FoundedAsync();

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task Evidence_reaches_those_who_hear_its_channel_lies_encrypted_and_is_forgotten_also_after_a_restore()
    {
        var item = await _three.ActAsync(Arda, "A note was handed over", ArdaBera);
        await Holds(_three[Bera], item, ArdaBera);
        using var arda = _three.Api(Arda);
        using var attached = await PostAsync(arda, $"/api/v1/channels/arda+bera/evidence/{item}?title=Scan&language=en", Pdf);
        Assert.True(attached.StatusCode == HttpStatusCode.Created, await attached.Content.ReadAsStringAsync());
        var evidence = Assert.Single(_three[Arda].Room.Findings<ChannelsFindings>(ArdaBera)!.Evidence);
        var blob = Assert.Single(evidence.Blobs);
        Assert.Equal(("application/pdf", (long)Pdf.Length), (blob.Type, blob.Size));

        // At Bera's, as a file to be saved; at Cirra's, nothing.
        using var bera = _three.Api(Bera);
        using var file = await UntilHeldAsync(bera, blob.Id);
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal($"evidence-{blob.Id[..8]}.pdf", file.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(file.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var cirra = _three.Api(Cirra);
        Assert.Equal(HttpStatusCode.NotFound, (await cirra.GetAsync($"/api/v1/channels/arda+bera/blobs/{blob.Id}")).StatusCode);
        Assert.False(Directory.Exists(Path.Combine(_three.FolderOf(Cirra), BlobOptions.FolderName)));

        // Nothing of it stands on the disk in the clear, neither in the record nor beside it.
        foreach (var member in new[] { Arda, Bera })
        {
            Assert.DoesNotContain(Directory.EnumerateFiles(_three.FolderOf(member), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)), f => ReadShared(f).AsSpan().IndexOf("Unmistakable Words"u8) >= 0);
        }

        // A copy of the folder as it was: what a restore would bring back.
        var vault = Path.Combine(_three.FolderOf(Bera), BlobOptions.FolderName);
        var copy = Directory.CreateTempSubdirectory("comity-blobs-").FullName;
        Copy(vault, copy);
        using var forgotten = await bera.PostAsync($"/api/v1/channels/arda+bera/blobs/{blob.Id}/forgetting", new StringContent("""{"reason":"It names a person","language":"en"}""", new MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.Created, forgotten.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bera.GetAsync($"/api/v1/channels/arda+bera/blobs/{blob.Id}")).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(vault, "*", SearchOption.AllDirectories));
        await Until(_three[Arda], () => _three[Arda].Room.Findings<ChannelsFindings>(ArdaBera)!.Forgotten.Count == 1);
        using (var still = await arda.GetAsync($"/api/v1/channels/arda+bera/blobs/{blob.Id}"))
        {
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }

        await _three.StopAsync(Bera);
        Copy(copy, vault);
        await _three.StartAsync(Bera);
        Assert.Equal(HttpStatusCode.NotFound, (await bera.GetAsync($"/api/v1/channels/arda+bera/blobs/{blob.Id}")).StatusCode);
        for (var tries = 0; Directory.EnumerateFiles(vault, "*", SearchOption.AllDirectories).Any(); tries++)
        {
            Assert.True(tries < 300, "expected the attestation to be applied again after the restore");
            await Task.Delay(100);
        }

        Directory.Delete(copy, recursive: true);
    }

    [Theory]
    [InlineData("A script in a picture", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "evidence.type")]
    [InlineData("A page", "<!DOCTYPE html><html><body>hello</body></html>", "evidence.type")]
    [InlineData("A page that begins like an e-mail's text", "Hello,\n<img src=x onerror=alert(1)>", "evidence.type")]
    [InlineData("A program", "MZ\u0001\u0002\0\0", "evidence.type")]
    [InlineData("An archive", "PK\u0003\u0004\0", "evidence.type")]
    [InlineData("Nothing", "", "evidence.size")]
    public async Task What_a_browser_could_run_and_what_is_not_recognised_is_refused_whatever_it_is_called(string title, string content, string code)
    {
        var item = await _three.ActAsync(Arda, "An act", ArdaBera);
        using var arda = _three.Api(Arda);
        using var refused = await PostAsync(arda, $"/api/v1/channels/arda+bera/evidence/{item}?title={Uri.EscapeDataString(title + " ../../etc/passwd.pdf")}&language=nonsense!", Encoding.UTF8.GetBytes(content), "application/pdf");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var codes = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["faults"]!.AsArray().Select(f => (string)f!["code"]!);
        Assert.Equal(["channels.language.form", code], codes);
        Assert.False(Directory.Exists(Path.Combine(_three.FolderOf(Arda), BlobOptions.FolderName)));
    }

    [Fact]
    public async Task A_giant_is_refused_and_a_damaged_piece_is_not_served()
    {
        var item = await _three.ActAsync(Arda, "An act", ArdaBera);
        using var arda = _three.Api(Arda);
        var path = $"/api/v1/channels/arda+bera/evidence/{item}?title=Scan&language=en";
        byte[] giant = [.. "%PDF-"u8, .. new byte[BlobVault.MostBytes]];
        using var refused = await PostAsync(arda, path, giant);
        Assert.Contains("evidence.size", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var largest = await PostAsync(arda, path, giant[..BlobVault.MostBytes]);
        Assert.Equal(HttpStatusCode.Created, largest.StatusCode);

        var vault = new BlobVault(new(Path.Combine(_three.FolderOf(Arda), BlobOptions.FolderName)));
        var (_, id) = Assert.Single(vault.Pieces());
        Assert.Null(vault.FaultOf(ArdaBera, id));
        var content = Directory.EnumerateFiles(Path.Combine(_three.FolderOf(Arda), BlobOptions.FolderName, "content"), "*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(content);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(content, bytes);
        Assert.Contains("expected content that its key opens", vault.FaultOf(ArdaBera, id), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => vault.Open(ArdaBera, id));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, byte[] content, string type = "application/octet-stream")
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(type);
        return await client.PostAsync(path, body);
    }

    private static async Task<HttpResponseMessage> UntilHeldAsync(HttpClient client, string blob)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await client.GetAsync($"/api/v1/channels/arda+bera/blobs/{blob}");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return answer;
            }

            answer.Dispose();
            Assert.True(tries < 300, "expected the evidence to arrive within half a minute");
            await Task.Delay(100);
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
