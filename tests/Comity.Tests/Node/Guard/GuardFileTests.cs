using System.Text;
using Comity.Node.Guard;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Fakes;
using Comity.Tests.Node.Shared;

namespace Comity.Tests.Node.Guard;

public sealed class GuardFileTests : IDisposable
{
    private static readonly StatementId Forum = new(Hash256.Of("forum"u8));
    private static readonly MemberId Arda = MemberId.Parse("arda");
    private static readonly GuardContent Content = GuardContent.New(Forum, Arda, unlistedIsUnknown: false)
        .With(ChannelId.Plenary, new GuardMark(15, new StatementId(Hash256.Of("last"u8))))
        .With(ChannelId.Of(Arda, MemberId.Parse("bera")), GuardMark.Nothing)
        .With(ChannelId.Of(Arda), GuardMark.Unknown);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-guard-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var file = new GuardFile(Path.Combine(_folder.FullName, "guard"));
        Assert.Null(file.TryRead(out _));
        file.Write(Content);
        var read = new GuardFile(file.Path).TryRead(out _)!;
        Assert.Equal(Content.Marks, read.Marks);
        Assert.Equal((Forum, Arda, false), (read.Forum, read.Member, read.UnlistedIsUnknown));
        Assert.Equal(GuardMark.Nothing, read[ChannelId.Public]);
        Assert.Equal([file.Path], Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    [Fact]
    public void Every_changed_or_missing_byte_is_found()
    {
        var bytes = Content.Write();
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;
            Assert.Null(GuardContent.TryRead(changed));
            Assert.Null(GuardContent.TryRead(bytes.AsSpan(0, i)));
        }

        Assert.Null(GuardContent.TryRead(Encoding.ASCII.GetBytes("comity-guard/1\nforum\n")));
    }

    [Theory]
    [InlineData("en", "This node does not sign: it holds 12 of its own 15 statements; asking Korea, the United States.")]
    [InlineData("ja", "自らの声明15件のうち12件を保有しており")]
    [InlineData("ko", "자신의 성명 15건 중 12건을 보유하고 있으며")]
    public async Task The_page_says_why_the_node_does_not_sign(string language, string expected)
    {
        await using var host = await PagesHost.StartAsync();
        var browser = await host.SignedInAsync(language: language);
        Assert.DoesNotContain("data-hold", await browser.GetStringAsync("/"));
        host.Room.Signing = new SigningHealth(SigningHold.Behind, 12, 15, [FakeRoom.Korea, FakeRoom.America], "");
        Assert.Contains(expected, System.Net.WebUtility.HtmlDecode(await browser.GetStringAsync("/")));
        foreach (var hold in Enum.GetValues<SigningHold>().Where(h => h != SigningHold.None))
        {
            host.Room.Signing = host.Room.Signing with { Hold = hold };
            Assert.Contains($"data-hold=\"{hold}\"", await browser.GetStringAsync("/"));
        }
    }
}
