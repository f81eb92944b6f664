using System.Text;
using System.Text.Json;
using Comity.Node;
using Comity.Node.Setup;
using Comity.Tests.Node.Setup;

namespace Comity.Tests.Node.Hardening;

/// <summary>A scanner that is not ours looks at a node that ends TLS itself.</summary>
[Trait("Category", "Slow")]
public sealed class TestsslTests
{
    // A test's own authority publishes no list of what it took back; which list there is, is the operator's authority's affair.
    private static readonly string[] OfTheAuthority = ["cert_revocation"];

    [ToolFact("testssl", "testssl.sh")]
    public async Task Protocols_ciphers_certificate_headers_and_known_holes_leave_nothing_to_find()
    {
        using var script = new FoundingScript("arda", "bera");
        using var authority = TestCertificates.Authority();
        var port = TestPorts.Row();
        TestCertificates.Write(script, "arda", authority, "arda.example");
        File.WriteAllText(script.PathOf("arda", NodeConfig.DefaultName), $$"""
            { "member": "arda", "address": "https://arda.example:{{port}}", "listen": "127.0.0.1:{{port}}", "tls": { "certificate": "tls.pem", "key": "tls.key" } }
            """);
        script.Founded();
        await using var host = await ServedNode.StartAsync(script.Config("arda"), script.Files("arda"), default, assets: null);
        var report = script.PathOf("arda", "testssl.json");

        // Protocols, server's defaults, headers, then every known hole.
        var (_, printed, errors) = Tool.Run(
            "env", [], "ADDITIONAL_CA_FILES=" + script.PathOf("arda", "authority.pem"), "testssl", "--quiet", "--color", "0", "--warnings", "off", "--ip", "127.0.0.1", "--nodns", "none",
            "--jsonfile", report, "-p", "-S", "-h", "-U", $"arda.example:{port}");

        var found = JsonDocument.Parse(File.ReadAllText(report)).RootElement.EnumerateArray().Select(f => (Id: Text(f, "id"), Severity: Text(f, "severity"), Finding: Text(f, "finding"))).ToList();
        Assert.True(found.Any(f => f.Id == "TLS1_3") && found.Any(f => f.Id == "HSTS_time") && found.Any(f => f.Id == "heartbleed"), Encoding.UTF8.GetString(printed) + errors);
        Assert.DoesNotContain(found, f => f.Severity is not ("OK" or "INFO") && !OfTheAuthority.Contains(f.Id));
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString()!;
}
