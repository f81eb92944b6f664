using System.Net;
using System.Text;
using System.Text.Json;
using Comity.Cli;
using Comity.Record;
using Comity.Tests.Node;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary>What a member takes along when it leaves: all it may read, in one folder, that a stranger checks with one command.</summary>
[Trait("Category", "Slow")]
public sealed class ArchiveTests : IDisposable
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.7\nA scan\n");

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string To(params string[] parts) => Path.Combine([_folder, .. parts]);

    [Fact]
    public async Task A_member_leaves_with_every_channel_and_all_evidence_and_one_verify_checks_it_and_finds_any_change()
    {
        await using var three = await FoundedAsync();
        using var arda = three.Api(Arda);
        var said = await three.ActAsync(Arda, "Arda leaves the forum");
        await Holds(three[Bera], said);
        await three.ActAsync(Bera, "Bera takes note");
        await AttachAsync(three, arda, ChannelId.Of(Arda));
        await AttachAsync(three, arda, ChannelId.Of(Arda, Bera));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["export", three.FolderOf(Arda), "--all", "--out", To("archive")]));
        await three.StopAsync(Arda);

        var (code, output, _) = ExportTests.Comity("verify", To("archive"), "--json");
        Assert.Equal(ExitCodes.Fine, code);
        var archive = JsonDocument.Parse(output).RootElement[0].GetProperty("archive");
        Assert.Equal(("arda", 2, 0), (archive.GetProperty("member").GetString(), archive.GetProperty("evidence").GetInt32(), archive.GetProperty("notHeld").GetInt32()));
        Assert.Equal(["arda", "arda+bera", "plenary"], archive.GetProperty("channels").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("archive"), "--every-signature", "--forum", three.Charter.Id.ToString()]));
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", To("archive"), "--forum", said.ToString()]));
        Assert.Equal(Pdf, await File.ReadAllBytesAsync(Directory.EnumerateFiles(To("archive", "evidence", "arda")).Single(f => f.EndsWith(".pdf", StringComparison.Ordinal))));

        // Any part of it changed, left out or added is found, and put back it verifies again.
        foreach (var file in Directory.EnumerateFiles(To("archive"), "*", SearchOption.AllDirectories).ToList())
        {
            var bytes = await File.ReadAllBytesAsync(file);
            byte[] changed = [.. bytes];
            changed[^Math.Min(changed.Length, 9)] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            Assert.True(await Program.Main(["verify", To("archive")]) != ExitCodes.Fine, $"{file} changed");
            File.Delete(file);
            Assert.True(await Program.Main(["verify", To("archive")]) != ExitCodes.Fine, $"{file} left out");
            await File.WriteAllBytesAsync(file, bytes);
        }

        await File.WriteAllTextAsync(To("archive", "evidence", "added.txt"), "added");
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", To("archive")]));
        File.Delete(To("archive", "evidence", "added.txt"));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("archive")]));
    }

    [Fact]
    public async Task It_overwrites_nothing_and_of_a_record_with_damaged_evidence_there_is_none()
    {
        await using var three = await FoundedAsync();
        using var arda = three.Api(Arda);
        await AttachAsync(three, arda, ChannelId.Of(Arda));
        await three.StopAsync(Arda);
        Directory.CreateDirectory(To("there"));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["export", three.FolderOf(Arda), "--all", "--out", To("there")]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["export", three.FolderOf(Arda), "--all", "--channel", "plenary", "--out", To("new")]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["export", three.FolderOf(Arda), "--all", "--out", "-"]));

        var content = Directory.EnumerateFiles(Path.Combine(three.FolderOf(Arda), "blobs", "content"), "*", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(content, "x");
        Assert.Equal(ExitCodes.Finding, await Program.Main(["export", three.FolderOf(Arda), "--all", "--out", To("new")]));
        Assert.Equal(["there"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    private static async Task AttachAsync(ThreeNodes three, HttpClient api, ChannelId channel)
    {
        var item = await three.ActAsync(Arda, "A note was handed over", channel);
        using var body = new ByteArrayContent(Pdf);
        using var attached = await api.PostAsync($"/api/v1/channels/{channel}/evidence/{item}?title=Scan&language=en", body);
        Assert.True(attached.StatusCode == HttpStatusCode.Created, await attached.Content.ReadAsStringAsync());
    }
}
