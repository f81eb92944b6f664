using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

public sealed class PublicKeyTests
{
    /// <summary>Wycheproof, P-256 with SHA-256 in r‖s form. None of these is "acceptable"; a mirrored signature is valid, which is why signatures are no identities.</summary>
    [SharedVectorFact]
    public void Ecdsa_signatures_hold_as_Wycheproof_says()
    {
        var groups = JsonNode.Parse(File.ReadAllText(Path.Combine(TestPaths.SharedVectors!, "ecdsa", "ecdsa_secp256r1_sha256_p1363_test.json")))!["testGroups"]!.AsArray();
        var tests = 0;
        foreach (var group in groups)
        {
            var point = Convert.FromHexString((string)group!["publicKey"]!["uncompressed"]!);
            var key = Key(new JsonObject { ["x"] = Base64UrlText.Encode(point.AsSpan(1, 32)), ["y"] = Base64UrlText.Encode(point.AsSpan(33, 32)) });
            foreach (var test in group["tests"]!.AsArray())
            {
                var holds = key.Verify(Convert.FromHexString((string)test!["msg"]!), Convert.FromHexString((string)test["sig"]!));
                Assert.True(holds == ((string?)test["result"] == "valid"), $"test {test["tcId"]}: {test["comment"]}");
                tests++;
            }
        }

        Assert.Equal(178, tests);
    }

    /// <summary>
    /// Wycheproof's JWS vectors. Our policy: ES256 signatures hold as the vectors say; a key that says it is for something else (use, key_ops) is not
    /// read at all, since a JWK of ours has four members; nothing made for another purpose passes as a statement (RFC 8725 §3.11).
    /// </summary>
    [SharedVectorFact]
    public void Es256_signatures_hold_as_Wycheproof_says_and_no_foreign_jws_is_a_statement()
    {
        var groups = JsonNode.Parse(File.ReadAllText(Path.Combine(TestPaths.SharedVectors!, "jose", "json_web_signature_test.json")))!["testGroups"]!.AsArray();
        var (es256, all) = (0, 0);
        foreach (var group in groups)
        {
            foreach (var test in group!["tests"]!.AsArray())
            {
                all++;
                var jws = test!["jws"]!.GetValueKind() == JsonValueKind.String ? (string)test["jws"]! : test["jws"]!.ToJsonString();
                Assert.False(Jws.TryRead(jws, StatementGate.Type, out _, out _), $"test {test["tcId"]}");
                if (group["public"] is { } jwk && (string?)jwk["crv"] == "P-256")
                {
                    es256++;
                    Assert.True(Holds(jwk, jws) == ((string?)test["result"] == "valid"), $"test {test["tcId"]}: {test["comment"]}");
                }
            }
        }

        Assert.InRange(es256, 5, all);
    }

    /// <summary>RFC 7638 is for RSA in its example; this one is RFC 7517 A.1's key, whose thumbprint is well known.</summary>
    [Fact]
    public void Thumbprint_is_that_of_rfc_7638()
    {
        var key = Key(JsonNode.Parse("""{"x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}""")!);

        Assert.Equal("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", key.Thumbprint);
    }

    [Theory]
    [InlineData("one more member", """{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","use":"sig"}""")]
    [InlineData("private", """{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}","d":"{x}"}""")]
    [InlineData("one less member", """{"kty":"EC","crv":"P-256","x":"{x}"}""")]
    [InlineData("another type", """{"kty":"OKP","crv":"P-256","x":"{x}","y":"{y}"}""")]
    [InlineData("another curve", """{"kty":"EC","crv":"P-384","x":"{x}","y":"{y}"}""")]
    [InlineData("a point off the curve", """{"kty":"EC","crv":"P-256","x":"{x}","y":"{x}"}""")]
    [InlineData("zero", """{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("a short coordinate", """{"kty":"EC","crv":"P-256","x":"BQ","y":"{y}"}""")]
    [InlineData("a padded coordinate", """{"kty":"EC","crv":"P-256","x":"{x}=","y":"{y}"}""")]
    [InlineData("a number", """{"kty":"EC","crv":"P-256","x":5,"y":"{y}"}""")]
    [InlineData("no object", "[]")]
    [InlineData("a second spelling of the same point, x + p", """{"kty":"EC","crv":"P-256","x":"_____wAAAAEAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAQ","y":"{y}"}""")]
    public void What_is_no_key_of_ours_is_refused(string why, string jwk)
    {
        const string x = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAU", y = "RZJDuapYGAb-kTvOmYF63hHKUDxk2aPFM0FcCDJI-8w";
        Assert.True(PublicKey.TryFromJwk(JsonDocument.Parse($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""").RootElement, out _));

        Assert.False(PublicKey.TryFromJwk(JsonDocument.Parse(jwk.Replace("{x}", x).Replace("{y}", y)).RootElement, out _), why);
    }

    [Fact]
    public void A_key_survives_its_pem_and_a_signature_of_another_length_does_not_hold()
    {
        using var key = SigningKey.Generate();
        using var again = SigningKey.FromPem(key.ToPem());
        var signature = again.Sign("words"u8);

        Assert.Equal(key.Public, again.Public);
        Assert.True(key.Public.Verify("words"u8, signature));
        Assert.False(key.Public.Verify("other"u8, signature));
        Assert.False(key.Public.Verify("words"u8, signature.AsSpan(1)));
        Assert.False(key.Public.Verify("words"u8, [.. signature, 0]));
        Assert.False(key.Public.Verify("words"u8, []));
    }

    [Fact]
    public void A_key_of_another_kind_is_a_mistake()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);

        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem("no pem"));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(other.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A_public_key_alone_is_no_signing_key()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(pair.ExportSubjectPublicKeyInfoPem()));
    }

    private static bool Holds(JsonNode jwk, string jws)
    {
        if (jwk["key_ops"] is not null || (string?)jwk["use"] == "enc")
        {
            return PublicKey.TryFromJwk(JsonDocument.Parse(jwk.ToJsonString()).RootElement, out _);
        }

        var parts = jws.Split('.');
        return parts.Length == 3 && Header(parts[0]) == Jws.Algorithm && Base64UrlText.TryDecode(parts[2], out var signature)
            && Key(jwk).Verify(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature);
    }

    private static string? Header(string part) => Base64UrlText.TryDecode(part, out var header) ? (string?)JsonNode.Parse(header)!["alg"] : null;

    private static PublicKey Key(JsonNode jwk)
    {
        var four = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = (string?)jwk["x"], ["y"] = (string?)jwk["y"] };
        Assert.True(PublicKey.TryFromJwk(JsonDocument.Parse(four.ToJsonString()).RootElement, out var key));
        return key;
    }
}
