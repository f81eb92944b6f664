using Comity.Node.Setup;

namespace Comity.Tests.Node.Setup;

public sealed class NodeConfigTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-config-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_configuration_may_hold_comments_and_its_paths_start_at_its_folder()
    {
        var (config, faults) = Read("""
            // a comment
            { "member": "arda", "address": "http://127.0.0.1:7201", "listen": "127.0.0.1:7201", "data": "../elsewhere", "peers": { "bera": { "address": "https://bera.example" } }, }
            """);

        Assert.Empty(faults);
        Assert.Equal(Path.GetFullPath(Path.Combine(_folder.FullName, "..", "elsewhere")), config!.Data);
        Assert.Equal(Path.Combine(_folder.FullName, "node.key"), config.Key);
        Assert.Equal(new Uri("https://bera.example"), config.Peers.Single().Value.Address);
    }

    [Fact]
    public void Every_fault_is_named_at_once_with_what_was_expected_and_found()
    {
        var (config, faults) = Read("""
            { "member": "Arda!", "address": "ftp://arda", "listen": "localhost", "data": 7, "tls": { "certificate": "no.pem" },
              "gateway": { "proxies": ["nobody"] }, "peers": { "bera": { "adress": "https://bera.example" } }, "colour": "blue" }
            """);

        Assert.Null(config);
        Assert.Equal(
            ["address", "colour", "data", "gateway.proxies", "listen", "member", "peers.bera.adress", "tls", "tls.certificate"],
            faults.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.Matches("^expected .*, found ", f.Message));
    }

    [Theory]
    [InlineData("""{ "member": "arda", "address": "https://arda.example", "listen": "0.0.0.0:443" }""", "address,listen")]
    [InlineData("""{ "member": "arda", "address": "http://arda.example", "listen": "127.0.0.1:80" }""", "address")]
    [InlineData("""{ "member": "arda", "address": "https://arda.example/path", "listen": "127.0.0.1:80", "gateway": { "proxies": ["127.0.0.1"] } }""", "address")]
    [InlineData("""{ "member": "plenary", "address": "http://127.0.0.1:80", "listen": "127.0.0.1:80" }""", "member")]
    [InlineData("""{}""", "address,listen,member")]
    [InlineData("""[]""", "")]
    [InlineData("""{ "member": """, "")]
    public void What_could_not_work_is_refused_before_it_is_served(string json, string fields)
    {
        var (config, faults) = Read(json);

        Assert.Null(config);
        Assert.Equal(fields.Split(','), faults.Select(f => f.Field).Order(StringComparer.Ordinal));
    }

    private (NodeConfig? Config, IReadOnlyList<Comity.Record.Fault> Faults) Read(string text)
    {
        var path = Path.Combine(_folder.FullName, NodeConfig.DefaultName);
        File.WriteAllText(path, text);
        return NodeConfigReader.Read(path);
    }
}
