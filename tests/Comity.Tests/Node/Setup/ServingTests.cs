using System.Net;
using System.Security.Cryptography.X509Certificates;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Tests.Node.Setup;

/// <summary>How a working node stands in its network.</summary>
[Trait("Category", "Slow")]
public sealed class ServingTests : IAsyncDisposable
{
    private readonly FoundingScript _script = new("arda", "bera");
    private readonly Dictionary<string, int> _ports = [];
    private readonly List<NodeHost> _hosts = [];

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(h => h.DisposeAsync().AsTask()));
        _script.Dispose();
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pkcs12")]
    public async Task With_a_certificate_of_its_own_it_speaks_https_and_its_peers_believe_the_authority_they_were_told(string form)
    {
        using var authority = TestCertificates.Authority();
        foreach (var member in _script.Members)
        {
            Configure(member, Tls(member, authority, form), Peers(member, trust: true));
        }

        Found();
        await ServeAsync("arda");
        await ServeAsync("bera");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Task.WhenAll(_hosts.Select(h => ServedNode.AcceptAsync(h, patience.Token)));

        using var plain = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"http://localhost:{_ports["arda"]}/healthz")));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => plain.GetAsync(new Uri($"https://localhost:{_ports["arda"]}/healthz")));    // whom nobody told of the authority
    }

    [Fact]
    public async Task A_peer_under_an_authority_nobody_told_of_is_not_reached()
    {
        using var authority = TestCertificates.Authority();
        Configure("arda", Tls("arda", authority, "pem"), Peers("arda", trust: false));
        Configure("bera", Tls("bera", authority, "pem"), Peers("bera", trust: true));
        Found();
        await ServeAsync("bera");
        var arda = await ServeAsync("arda");

        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.NotEqual(PeerState.Connected, Assert.Single(arda.Room.Peers).State);
    }

    [Fact]
    public async Task Only_a_named_gateway_says_over_what_a_request_came()
    {
        Configure("arda", """ "gateway": { "proxies": ["127.0.0.1"] } """, "", "https://arda.example");
        Configure("bera", """ "gateway": { "proxies": ["127.0.0.2"] } """, "", "https://bera.example");
        Found();
        await ServeAsync("arda");
        await ServeAsync("bera");

        // A node that believes the request came over TLS asks the browser to keep to it.
        Assert.True((await AskAsync("arda", "arda.example", "https")).Headers.Contains("Strict-Transport-Security"));
        Assert.False((await AskAsync("arda", "arda.example", null)).Headers.Contains("Strict-Transport-Security"));
        Assert.False((await AskAsync("bera", "bera.example", "https")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task It_answers_to_its_own_name_only()
    {
        Configure("arda", """ "gateway": { "proxies": ["127.0.0.1"] } """, "", "https://arda.example");
        Found();
        await ServeAsync("arda");

        Assert.Equal(HttpStatusCode.OK, (await AskAsync("arda", "arda.example", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("arda", "127.0.0.1", null)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("arda", "middle.example", null)).StatusCode);
    }

    [Fact]
    public void What_does_not_belong_together_is_named_at_once()
    {
        Configure("arda", """ "tls": { "certificate": "comity.json", "key": "comity.json" }, "roster": "../bera/roster.jws" """, "", "https://arda.example");
        var (files, faults) = MemberFiles.Read(_script.Config("arda"), needsForum: true);

        Assert.Null(files);
        Assert.Equal(["config.forum.file", "config.roster.member", "config.tls.file"], FoundingScript.Codes(faults).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_its_guard_lost_and_its_peers_away_it_signs_only_once_an_administrator_accepts_the_loss()
    {
        Configure("arda", """ "gateway": { "proxies": ["127.0.0.1"] } """, "", "https://arda.example");
        Configure("bera", """ "gateway": { "proxies": ["127.0.0.1"] } """, "", "https://bera.example");
        Found();
        var arda = await ServeAsync("arda");
        await arda.Record.OpenJournalAsync(ChannelId.Public, "working", default);
        await StopAsync(arda);
        File.Delete(_script.Config("arda").Data + ".guard");

        var waiting = await ServeAsync("arda");
        await AskedAsync(waiting);
        Assert.Equal(SigningHold.GuardLost, waiting.Room.Signing.Hold);
        await StopAsync(waiting);

        var decided = await ServeAsync("arda", acceptLoss: true);
        await AskedAsync(decided);
        Assert.Equal(SigningHold.None, decided.Room.Signing.Hold);
    }

    // Peers have some seconds to answer after a start.
    private static async Task AskedAsync(NodeHost host)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var version = host.Record.Version; host.Room.Signing.Hold == SigningHold.Asking; version = await host.Record.NewsAsync(version, patience.Token))
        {
        }
    }

    private async Task StopAsync(NodeHost host)
    {
        _hosts.Remove(host);
        await host.DisposeAsync();
    }

    private void Found()
    {
        var forum = _script.Founded();
        Assert.Empty(_script.Desk("bera").Accept(forum, Fingerprint.Of(forum.Id.Hash)));
    }

    private async Task<NodeHost> ServeAsync(string member, bool acceptLoss = false)
    {
        var host = await ServedNode.StartAsync(_script.Config(member), _script.Files(member), default, assets: null, acceptLoss: acceptLoss);
        _hosts.Add(host);
        return host;
    }

    private async Task<HttpResponseMessage> AskAsync(string member, string name, string? forwarded)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{PortOf(member)}/healthz"));
        request.Headers.Host = name;
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", forwarded);
        }

        return await http.SendAsync(request);
    }

    private void Configure(string member, string field, string peers, string? address = null) => File.WriteAllText(_script.PathOf(member, NodeConfig.DefaultName), $$"""
        { "member": "{{member}}", "address": "{{address ?? $"https://localhost:{PortOf(member)}"}}", "listen": "127.0.0.1:{{PortOf(member)}}", {{field}}, "peers": { {{peers}} } }
        """);

    private string Peers(string member, bool trust)
    {
        var other = _script.Members.Single(m => m != member);
        return trust ? $$""" "{{other}}": { "trust": "{{_script.PathOf(other, "authority.pem")}}" } """ : "";
    }

    private int PortOf(string member) => _ports.TryGetValue(member, out var port) ? port : _ports[member] = TestPorts.Row();

    private string Tls(string member, X509Certificate2 authority, string form)
    {
        TestCertificates.Write(_script, member, authority, "localhost");
        return form == "pem"
            ? """ "tls": { "certificate": "tls.pem", "key": "tls.key" } """
            : """ "tls": { "pkcs12": "tls.p12", "passphraseFile": "tls.pass" } """;
    }
}
