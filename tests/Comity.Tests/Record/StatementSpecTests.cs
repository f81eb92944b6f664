using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>docs/spec/statement.md says what the code does: its example verifies, and every code is in it.</summary>
public sealed partial class StatementSpecTests
{
    private static readonly string Spec = File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "spec", "statement.md"));

    [Fact]
    public void The_example_verifies_with_nothing_but_the_page()
    {
        var blocks = Block().Matches(Spec).Select(m => m.Groups[1].Value.Trim()).ToList();
        var (compact, header, payload, jwk) = (blocks[0], blocks[1], blocks[2], blocks[3]);

        Assert.True(StatementGate.TryRead(compact, out var statement, out var jws, out var fault), fault?.Message);
        Assert.True(PublicKey.TryFromJwk(JsonDocument.Parse(jwk).RootElement, out var key));
        Assert.True(jws.HoldsFor(key));
        Assert.Contains($"`{statement.Id}`", Spec);
        Assert.True(Base64UrlText.TryDecode(compact.Split('.')[0], out var bytes));
        Assert.Equal(header, Encoding.UTF8.GetString(bytes));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(payload), JsonNode.Parse(jws.Payload)));
    }

    [Fact]
    public void Every_code_of_the_kernel_is_on_the_page()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(TestPaths.Repository, "src", "Comity.Record"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();

        var pages = Spec + File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "spec", "forks.md"))
            + File.ReadAllText(Path.Combine(TestPaths.Repository, "docs", "spec", "keys.md"));
        Assert.NotEmpty(codes);
        Assert.All(codes, c => Assert.Contains($"`{c}`", pages));
    }

    [Fact]
    public void Every_code_of_the_gate_has_a_bad_vector()
    {
        var tried = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/gate.json")))!["bad"]!.AsArray().Select(v => (string)v!["code"]!).ToHashSet();
        var onPage = Code().Matches(Spec.Replace('`', '"')).Select(m => m.Groups[1].Value)
            .Where(c => (c.StartsWith("record.jws.") || c.StartsWith("record.json.") || c.StartsWith("record.statement.")) && !c.EndsWith('.')).ToHashSet();

        // The payload's UTF-8 is checked with the JWS, so json.utf8 speaks only where JSON comes without one.
        Assert.Equal(onPage.Where(c => c != "record.json.utf8").Order(), tried.Order());
    }

    [GeneratedRegex("```(?:json)?\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"(record\\.[a-z0-9.-]+)\"")]
    private static partial Regex Code();
}
