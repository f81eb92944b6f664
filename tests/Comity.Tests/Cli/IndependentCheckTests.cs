using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Comity.Record;

namespace Comity.Tests.Cli;

/// <summary>An export checked by programs that are not ours, with nothing of ours but the file: signature, payload, thumbprint.</summary>
public sealed class IndependentCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-independent-").FullName;
    private readonly List<string> _lines = ExportScript.Channel(ExportScript.Talk(out _), ChannelId.Plenary);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IEnumerable<string> Statements => _lines.Where(l => l.StartsWith("eyJ", StringComparison.Ordinal));

    [ToolFact("openssl", "openssl")]
    public void Openssl_verifies_every_signature_under_the_keys_that_the_rosters_name()
    {
        var roots = new Dictionary<string, string>();
        var keys = new Dictionary<(string, string), JsonElement>();
        foreach (var member in Body(Statements.First()).GetProperty("members").EnumerateArray())
        {
            roots[member.GetProperty("id").GetString()!] = member.GetProperty("root").GetString()!;
        }

        foreach (var compact in Statements)
        {
            var author = Payload(compact).GetProperty("member").GetString()!;
            if (Body(compact).TryGetProperty("roster", out var roster))
            {
                // The charter names the root's thumbprint, the root signs the roster, the roster names the keys.
                var root = Payload(roster.GetString()!).GetProperty("root");
                Assert.Equal(roots[author], Thumbprint(root));
                Assert.True(OpensslVerifies(roster.GetString()!, root));
                foreach (var key in Payload(roster.GetString()!).GetProperty("keys").EnumerateArray())
                {
                    keys[(author, Thumbprint(key))] = key;
                }
            }

            Assert.True(OpensslVerifies(compact, keys[(author, Json(compact.Split('.')[0]).GetProperty("kid").GetString()!)]));
        }

        var changed = Statements.Last();
        changed = changed[..^20] + (changed[^20] == 'A' ? 'B' : 'A') + changed[^19..];
        Assert.False(OpensslVerifies(changed, keys[("bera", Json(changed.Split('.')[0]).GetProperty("kid").GetString()!)]));
    }

    [ToolFact("openssl", "openssl")]
    public void Openssl_finds_the_forums_id_and_the_files_digest()
    {
        var head = JsonDocument.Parse(_lines[0]).RootElement;
        Assert.Equal(head.GetProperty("forum").GetString(), Digest(Encoding.ASCII.GetBytes(Statements.First()[..Statements.First().LastIndexOf('.')])));
        var before = Encoding.UTF8.GetBytes(string.Concat(_lines.SkipLast(1).Select(l => l + "\n")));
        Assert.Equal(JsonDocument.Parse(_lines[^1]).RootElement.GetProperty("end").GetProperty("digest").GetString(), Digest(before));
    }

    [ToolFact("jose", "jose")]
    public void Jose_verifies_every_statement_under_the_files_keys_and_reads_the_same_payload()
    {
        var keys = Path.Combine(_folder, "keys.json");
        File.WriteAllText(keys, _lines[1]);
        foreach (var compact in Statements)
        {
            var (code, payload, errors) = Tool.Run("jose", Encoding.ASCII.GetBytes(compact), "jws", "ver", "-i-", "-k", keys, "-O-");
            Assert.True(code == 0, errors);
            Assert.Equal(Base64Url.DecodeFromChars(compact.Split('.')[1]), payload);
        }

        var last = Statements.Last();
        var changed = last[..^20] + (last[^20] == 'A' ? 'B' : 'A') + last[^19..];
        Assert.NotEqual(0, Tool.Run("jose", Encoding.ASCII.GetBytes(changed), "jws", "ver", "-i-", "-k", keys).Code);
    }

    [ToolFact("jose", "jose")]
    public void Jose_finds_the_thumbprints_by_which_statements_name_their_keys_and_the_charter_its_roots()
    {
        foreach (var key in JsonDocument.Parse(_lines[1]).RootElement.GetProperty("keys").EnumerateArray())
        {
            Assert.Equal(key.GetProperty("kid").GetString(), JoseThumbprint(key));
        }

        var founder = Payload(Body(Statements.First()).GetProperty("roster").GetString()!);
        var root = Body(Statements.First()).GetProperty("members").EnumerateArray().Single(m => m.GetProperty("id").GetString() == founder.GetProperty("member").GetString());
        Assert.Equal(root.GetProperty("root").GetString(), JoseThumbprint(founder.GetProperty("root")));
    }

    private static string JoseThumbprint(JsonElement jwk)
    {
        var (code, output, errors) = Tool.Run("jose", Encoding.UTF8.GetBytes(jwk.GetRawText()), "jwk", "thp", "-i-");
        Assert.True(code == 0, errors);
        return Encoding.ASCII.GetString(output).Trim();
    }

    private bool OpensslVerifies(string compact, JsonElement jwk)
    {
        var parts = compact.Split('.');
        var (key, signature) = (Path.Combine(_folder, "key.pem"), Path.Combine(_folder, "signature.der"));

        // SubjectPublicKeyInfo of an uncompressed point on P-256 (RFC 5480 §2): a fixed beginning, then x and y.
        byte[] info = [.. Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), .. Coordinate(jwk, "x"), .. Coordinate(jwk, "y")];
        File.WriteAllText(key, $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String(info)}\n-----END PUBLIC KEY-----\n");
        File.WriteAllBytes(signature, Der(Base64Url.DecodeFromChars(parts[2])));
        return Tool.Run("openssl", Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), "dgst", "-sha256", "-verify", key, "-signature", signature).Code == 0;
    }

    // Ecdsa-Sig-Value (RFC 3279 §2.2.3): SEQUENCE of two INTEGERs, each shortest and never negative.
    private static byte[] Der(byte[] rs)
    {
        Assert.Equal(64, rs.Length);
        byte[] both = [.. Integer(rs[..32]), .. Integer(rs[32..])];
        return [0x30, (byte)both.Length, .. both];
    }

    private static byte[] Integer(byte[] bytes)
    {
        var shortest = bytes.AsSpan().TrimStart((byte)0).ToArray();
        byte[] value = shortest.Length == 0 || shortest[0] >= 0x80 ? [0, .. shortest] : shortest;
        return [0x02, (byte)value.Length, .. value];
    }

    // RFC 7638 §3: the required members in this order, no blanks.
    private static string Thumbprint(JsonElement jwk) =>
        Digest(Encoding.ASCII.GetBytes($$"""{"crv":"{{jwk.GetProperty("crv").GetString()}}","kty":"{{jwk.GetProperty("kty").GetString()}}","x":"{{jwk.GetProperty("x").GetString()}}","y":"{{jwk.GetProperty("y").GetString()}}"}"""));

    private static string Digest(byte[] content) => Base64Url.EncodeToString(Tool.Run("openssl", content, "dgst", "-sha256", "-binary").Output);

    private static byte[] Coordinate(JsonElement jwk, string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString()!);

    private static JsonElement Body(string compact) => Payload(compact).GetProperty("body");

    private static JsonElement Payload(string compact) => Json(compact.Split('.')[1]);

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
