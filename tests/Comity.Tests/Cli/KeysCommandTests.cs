using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Cli;
using Comity.Cli.Keys;
using Comity.Record.Signing;
using Comity.Tests.Node;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary><c>comity keys</c> from the root offline to the node that adopts, as docs/guides/operations.md shows it.</summary>
[Trait("Category", "Slow")]
public sealed class KeysCommandTests : IDisposable
{
    private const string Phrase = "correct horse battery staple";

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-keys-").FullName;

    public KeysCommandTests() => File.WriteAllText(In("phrase.txt"), Phrase + "\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_commands_of_the_guide_rotate_a_key()
    {
        await using var three = await FoundedAsync();
        var before = await three.ActAsync(Arda, "Before");
        RootKeyFile.Write(In("root.pem"), three.RootOf(Arda), Phrase);
        await File.WriteAllTextAsync(In("token.txt"), Token(Arda));

        var commands = Section("### Rotate a key");
        Assert.Equal(4, commands.Count);
        foreach (var command in commands)
        {
            var arguments = command.Split(' ')[1..].Select(a => a.StartsWith("https://", StringComparison.Ordinal) ? $"http://127.0.0.1:{three.PortOf(Arda)}" : a.Contains('.') ? In(a) : a);
            var ended = await Command.RunAsync(arguments);
            Assert.True(ended.Code == ExitCodes.Fine, $"{command}\n{ended.Output}\n{ended.Error}");
        }

        var after = await three.ActAsync(Arda, "After");
        await Holds(three[Bera], after);
        Assert.Equal(2, three[Bera].Room.Find(after)!.Statement.Roster);
        Assert.NotEqual(three[Arda].Room.Find(before)!.Statement.KeyId, three[Arda].Room.Find(after)!.Statement.KeyId);
    }

    [Fact]
    public async Task A_root_file_is_the_owners_alone_opens_with_its_passphrase_and_is_never_overwritten()
    {
        var made = await Command.RunAsync("keys", "root-new", "--out", In("root.pem"), "--passphrase-file", In("phrase.txt"), "--json");
        Assert.Equal(ExitCodes.Fine, made.Code);
        var thumbprint = (string)JsonNode.Parse(made.Output)!["thumbprint"]!;
        IsOwnersAlone(In("root.pem"));
        Assert.Equal(thumbprint, RootKeyFile.Read(In("root.pem"), Phrase).Key!.Public.Thumbprint);
        Assert.Equal([KeyFaultCodes.Passphrase], RootKeyFile.Read(In("root.pem"), "another").Faults.Select(f => f.Code));
        var shown = await Command.RunAsync("keys", "show", In("root.pem"));
        Assert.Contains(KeyFingerprint.Digits(thumbprint), shown.Output, StringComparison.Ordinal);
        (await Command.RunAsync("keys", "root-new", "--out", In("root.pem"), "--passphrase-file", In("phrase.txt"))).IsAnsweredWith(ExitCodes.Usage);
        await File.WriteAllTextAsync(In("short.txt"), "short\n");
        (await Command.RunAsync("keys", "root-new", "--out", In("second.pem"), "--passphrase-file", In("short.txt"))).IsAnsweredWith(ExitCodes.Usage);
        Assert.False(File.Exists(In("second.pem")));
    }

    [Fact]
    public async Task A_company_key_is_imported_and_one_that_cannot_be_says_everything_that_is_wrong()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Arda node", pair, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await File.WriteAllBytesAsync(In("company.p12"), certificate.Export(X509ContentType.Pkcs12, Phrase));
        var data = Directory.CreateDirectory(In("data")).FullName;
        Assert.Equal(ExitCodes.Fine, (await Command.RunAsync("keys", "import", In("company.p12"), "--data", data, "--passphrase-file", In("phrase.txt"))).Code);
        var kept = Assert.Single(Directory.EnumerateFiles(Path.Combine(data, "node-keys"), "*.pem"));
        IsOwnersAlone(kept);
        Assert.Equal(ExitCodes.Fine, (await Command.RunAsync("keys", "import", In("company.p12"), "--root-out", In("root.pem"), "--passphrase-file", In("phrase.txt"))).Code);
        Assert.Equal(Path.GetFileNameWithoutExtension(kept), RootKeyFile.Read(In("root.pem"), Phrase).Key!.Public.Thumbprint);

        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(In("bad.pem"), curve.ExportPkcs8PrivateKeyPem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        var refused = await Command.RunAsync("keys", "import", In("bad.pem"), "--data", data);
        refused.IsAnsweredWith(ExitCodes.Usage);
        Assert.All([KeyFaultCodes.Several, KeyFaultCodes.Curve, KeyFaultCodes.Algorithm], code => Assert.Contains(code, refused.Error, StringComparison.Ordinal));
    }

    private static void IsOwnersAlone(string path) => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

    private string In(string name) => Path.Combine(_folder, name);

    private static List<string> Section(string heading)
    {
        var guide = File.ReadAllText(SourceTree.Folder("docs/guides/operations.md"));
        var section = guide[guide.IndexOf(heading + "\n", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n### ", heading.Length, StringComparison.Ordinal)];
        return [.. Regex.Matches(section, "^comity (.*)$", RegexOptions.Multiline).Select(m => m.Value.Split("  #")[0].TrimEnd())];
    }
}
