using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>tests/vectors/record/repins.json: certificates that hold and that do not, for whoever writes another node.</summary>
public sealed class RepinVectorTests
{
    private const string FileName = "repins.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Each_certificate_is_followed_as_the_vector_says()
    {
        var file = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/" + FileName)))!;
        Assert.True(StatementGate.TryRead((string)file["charter"]!, out var founding, out _));
        Assert.True(Charter.TryRead(founding.Body, out var charter, out _));
        foreach (var vector in file["vectors"]!.AsArray().OfType<JsonNode>())
        {
            var (roots, fault) = RepinCertificate.Follow([.. vector["repins"]!.AsArray().Select(t => (string)t!)], charter, founding.Id, MemberId.Parse((string)vector["member"]!));
            Assert.True((string?)vector["code"] == fault?.Code, $"{vector["name"]}: {fault}");
            Assert.Equal((string?)vector["root"], roots?[^1]);
        }
    }

    /// <summary>How the file was made.</summary>
    [WriteVectorsFact]
    public void Repins()
    {
        var forum = new RepinForum();
        forum.Repinned();
        var text = RepinChains.Certificates(forum.Bera.Record, forum.Arda.Id, forum.NewRoot.Public.Thumbprint)![0];
        var lines = text[..^1].Split('\n');
        string Without(int line) => string.Join('\n', lines.Where((_, i) => i != line)) + "\n";
        var vectors = new JsonArray();
        void Add(string name, string? code, string? root, string member, params string[] repins) => vectors.Add(new JsonObject
        {
            ["name"] = name, ["member"] = member, ["repins"] = new JsonArray([.. repins.Select(r => JsonValue.Create(r))]), ["root"] = root, ["code"] = code,
        });
        Add("the charter's own root", null, forum.OldRoot, "arda");
        Add("re-pinned once", null, forum.NewRoot.Public.Thumbprint, "arda", text);
        Add("the same step twice", "record.repin.certificate-root", null, "arda", text, text);
        Add("of another member", "record.repin.certificate-root", null, "bera", text);
        Add("another form", "record.repin.certificate", null, "arda", text.Replace("comity-repin/1", "comity-repin/2", StringComparison.Ordinal));
        Add("no line feed at the end", "record.repin.certificate", null, "arda", text[..^1]);
        Add("without a closing", "record.repin.certificate-effect", null, "arda", Without(lines.Length - 1));
        Add("without an acceptance", "record.repin.certificate-effect", null, "arda", Without(lines.Length - 3));
        Add("without the proposal", "record.repin.certificate-effect", null, "arda", Without(lines.Length - 4));
        Add("without a roster", "record.repin.certificate-statement", null, "arda", Without(1));
        Add("a roster under another root", "record.repin.certificate-roster", null, "arda",
            text.Replace(lines[1], "roster " + Roster.Sign(forum.NewRoot, forum.Bera.Id, 1, null, [forum.Bera.Key.Public]), StringComparison.Ordinal));
        var file = new JsonObject { ["about"] = "Certificates of docs/spec/keys.md: what they lead to from the root the charter names, or the code of their refusal.", ["charter"] = forum.Forum.CharterStatement.Compact, ["vectors"] = vectors };
        var path = Path.Combine(WriteVectorsFactAttribute.Folder!, FileName);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, file.ToJsonString(Readable) + "\n");
        }
    }
}
