using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>
/// How tests/vectors/record was made. Bad vectors state the code their author expected; the tests, not this writer, compare it with what the gate says.
/// </summary>
public sealed class VectorWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateTimeOffset Morning = new(2031, 4, 1, 9, 0, 0, 120, TimeSpan.Zero);
    private static readonly MemberId Arda = MemberId.Parse("arda"), Bera = MemberId.Parse("bera"), Cirra = MemberId.Parse("cirra");

    [WriteVectorsFact]
    public void Keys()
    {
        var keys = new JsonObject();
        foreach (var name in TestKeys.Names)
        {
            using var key = SigningKey.Generate();
            keys[name] = new JsonObject { ["pem"] = key.ToPem(), ["jwk"] = key.Public.ToJwk(), ["thumbprint"] = key.Public.Thumbprint };
        }

        Write("keys.json", "Keys for tests only; everybody knows them. PKCS#8 PEM, RFC 7517 JWK, RFC 7638 thumbprint.", new() { ["keys"] = keys });
    }

    [WriteVectorsFact]
    public void Gate()
    {
        var key = TestKeys.Find("arda-node");
        var good = new JsonArray();
        var bad = new JsonArray();
        void Good(string name, string compact) => good.Add(new JsonObject { ["name"] = name, ["signedBy"] = "arda-node", ["compact"] = compact });
        void Bad(string code, string name, string compact) => bad.Add(new JsonObject { ["name"] = name, ["code"] = code, ["compact"] = compact });
        string Signed(string payload, string? header = null) => SignedBytes(Encoding.UTF8.GetBytes(payload), Encoding.UTF8.GetBytes(header ?? Header(key)));
        string SignedBytes(byte[] payload, byte[] header)
        {
            var input = Base64UrlText.Encode(header) + "." + Base64UrlText.Encode(payload);
            return input + "." + Base64UrlText.Encode(key.Sign(Encoding.ASCII.GetBytes(input)));
        }

        string With(string field, string json) => Signed(Payload(p => p[field] = JsonNode.Parse(json)));
        string Raw(string json) => Signed(Payload().Replace("\"body\":{}", "\"body\":" + json));

        var plain = Signed(Payload());
        var parts = plain.Split('.');

        Good("plain", plain);
        Good("Japanese and Korean words", Signed(Payload(p => p["body"] = new JsonObject { ["words"] = "輸出管理の見直し / 수출관리" })));
        Good("blanks, another order and escapes are the author's choice", Signed(Payload().Replace("\"forum\":", " \"for\\u0075m\" :\n").Replace("\"body\":{}", "\"body\":{ }"),
            $$"""{ "typ":"{{StatementGate.Type}}", "kid":"{{key.Public.Thumbprint}}", "alg":"ES256" }"""));
        Good("256 cites", Signed(Payload(p => p["cites"] = Cites(256))));
        Good("64 blobs", Signed(Payload(p => p["blobs"] = Blobs(64))));
        Good("32 deep", Raw(Deep(31)));
        Good("the largest and the smallest integer", Raw("""{"a":9007199254740991,"b":-9007199254740991,"c":0}"""));
        Good("a pair of surrogates, escaped", Raw("""{"words":"\ud83d\udd4a"}"""));
        Good("no track, no subject", Signed(Payload(p => { p["track"] = null; p["subject"] = null; })));
        Good("in a pair's channel", Signed(Payload(p => { p["channel"] = "arda+bera"; p["seen"] = new JsonObject { ["arda"] = HeadJson(1), ["bera"] = HeadJson(0) }; })));
        Good("the longest office, in Korean", Signed(Payload(p => p["office"] = new string('국', 120))));
        Good("an unknown kind is kept", With("kind", "\"weather.cloud-sighted/9999\""));
        Good("mirrored signature of plain: the same statement", parts[0] + "." + parts[1] + "." + Mirrored(parts[2]));

        Bad("record.jws.parts", "empty", "");
        Bad("record.jws.parts", "two parts", parts[0] + "." + parts[1]);
        Bad("record.jws.parts", "four parts", plain + ".AAAA");
        Bad("record.jws.parts", "JSON serialisation", $$"""{"payload":"{{parts[1]}}","protected":"{{parts[0]}}","signature":"{{parts[2]}}"}""");
        Bad("record.jws.base64url", "padded signature", plain + "==");
        Bad("record.jws.base64url", "plain base64 alphabet", parts[0] + "." + parts[1] + ".+/" + parts[2][2..]);
        Bad("record.jws.base64url", "line end after the signature", plain + "\n");
        Bad("record.jws.base64url", "blank inside the payload", parts[0] + "." + parts[1][..8] + " " + parts[1][8..] + "." + parts[2]);
        Bad("record.jws.base64url", "stray bits in the signature", plain[..^1] + Stray(plain[^1]));
        Bad("record.jws.base64url", "stray bits in the header", Base64UrlText.Encode([1, 2]) is var two ? two[..^1] + Stray(two[^1]) + "." + parts[1] + "." + parts[2] : "");
        Bad("record.jws.base64url", "impossible length", parts[0] + "." + parts[1] + ".AAAAA");
        Bad("record.jws.base64url", "a letter that is not ASCII", parts[0] + "." + parts[1] + "." + parts[2][..^1] + "é");
        Bad("record.jws.signature-size", "no signature", parts[0] + "." + parts[1] + ".");
        Bad("record.jws.signature-size", "63 bytes", parts[0] + "." + parts[1] + "." + Base64UrlText.Encode(Bytes(parts[2])[..63]));
        Bad("record.jws.signature-size", "70 bytes, as DER would have", parts[0] + "." + parts[1] + "." + Base64UrlText.Encode([.. Bytes(parts[2]), 0, 0, 0, 0, 0, 0]));

        var kid = key.Public.Thumbprint;
        void BadHeader(string name, string header) => Bad("record.jws.header", name, Signed(Payload(), header));
        BadHeader("alg none", $$"""{"alg":"none","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("alg HS256", $$"""{"alg":"HS256","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("alg ES384", $$"""{"alg":"ES384","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("no alg", $$"""{"kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("the typ of a roster", $$"""{"alg":"ES256","kid":"{{kid}}","typ":"{{Roster.Type}}"}""");
        BadHeader("typ JWT", $$"""{"alg":"ES256","kid":"{{kid}}","typ":"JWT"}""");
        BadHeader("no typ", $$"""{"alg":"ES256","kid":"{{kid}}"}""");
        BadHeader("no kid", $$"""{"alg":"ES256","typ":"{{StatementGate.Type}}"}""");
        BadHeader("kid that is no thumbprint", $$"""{"alg":"ES256","kid":"arda-1","typ":"{{StatementGate.Type}}"}""");
        BadHeader("kid null", $$"""{"alg":"ES256","kid":null,"typ":"{{StatementGate.Type}}"}""");
        BadHeader("crit", $$"""{"alg":"ES256","crit":["exp"],"exp":1,"kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("b64 false", $$"""{"alg":"ES256","b64":false,"kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("a key in the header", $$"""{"alg":"ES256","jwk":{{key.Public.ToJwk().ToJsonString()}},"kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("a place to fetch keys from", $$"""{"alg":"ES256","jku":"https://arda.example/keys","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("alg twice", $$"""{"alg":"none","alg":"ES256","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("alg twice, once escaped", $$"""{"\u0061lg":"none","alg":"ES256","kid":"{{kid}}","typ":"{{StatementGate.Type}}"}""");
        BadHeader("a name with a lone surrogate", $$"""{"alg":"ES256","kid":"{{kid}}","typ":"{{StatementGate.Type}}","\ud800":1}""");
        BadHeader("an array", "[]");
        BadHeader("no JSON", "ES256");
        BadHeader("empty", "");
        Bad("record.jws.header", "invalid UTF-8 in the header", SignedBytes(Encoding.UTF8.GetBytes(Payload()), [.. Encoding.UTF8.GetBytes(Header(key))[..^1], 0xff, 0x7d]));

        Bad("record.jws.utf8", "invalid UTF-8", SignedBytes([.. Encoding.UTF8.GetBytes(Payload())[..^3], 0xc3, 0x28, .. "\"}"u8], Encoding.UTF8.GetBytes(Header(key))));
        Bad("record.jws.utf8", "overlong UTF-8", SignedBytes([.. "{\"a\":\""u8, 0xc0, 0xaf, .. "\"}"u8], Encoding.UTF8.GetBytes(Header(key))));
        Bad("record.jws.utf8", "a surrogate in UTF-8", SignedBytes([.. "{\"a\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8], Encoding.UTF8.GetBytes(Header(key))));
        Bad("record.json.syntax", "byte order mark", SignedBytes([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Payload())], Encoding.UTF8.GetBytes(Header(key))));
        Bad("record.json.syntax", "empty payload", Signed(""));
        Bad("record.json.syntax", "a name twice", Signed(Payload().Replace("\"index\":1", "\"index\":1,\"index\":1")));
        Bad("record.json.syntax", "a name twice, once escaped", Signed(Payload().Replace("\"index\":1", "\"index\":1,\"\\u0069ndex\":1")));
        Bad("record.json.syntax", "a name twice inside the body", Raw("""{"a":{"b":1,"b":2}}"""));
        Bad("record.json.syntax", "33 deep", Raw(Deep(32)));
        Bad("record.json.syntax", "a comment", Raw("{/* words */}"));
        Bad("record.json.syntax", "a trailing comma", Raw("""{"a":1,}"""));
        Bad("record.json.syntax", "two values", Signed(Payload() + "{}"));
        Bad("record.json.syntax", "not a number", Raw("""{"a":NaN}"""));
        Bad("record.json.syntax", "leading zero", Raw("""{"a":01}"""));
        Bad("record.json.syntax", "a control character in text", Raw("{\"a\":\"\t\"}"));
        Bad("record.json.object", "an array", Signed("[" + Payload() + "]"));
        Bad("record.json.object", "null", Signed("null"));
        Bad("record.json.integer", "1.5", Raw("""{"a":1.5}"""));
        Bad("record.json.integer", "1.0", Raw("""{"a":1.0}"""));
        Bad("record.json.integer", "1e2", Raw("""{"a":1e2}"""));
        Bad("record.json.integer", "-0", Raw("""{"a":-0}"""));
        Bad("record.json.integer", "2^53", Raw("""{"a":9007199254740992}"""));
        Bad("record.json.integer", "-2^53", Raw("""{"a":[-9007199254740992]}"""));
        Bad("record.json.integer", "more than any integer", Raw($$"""{"a":{{new string('9', 400)}}}"""));
        Bad("record.json.surrogate", "a lone surrogate in text", Raw("""{"a":"\ud800"}"""));
        Bad("record.json.surrogate", "surrogates the wrong way round", Raw("""{"a":"\udc00\ud800"}"""));
        Bad("record.json.surrogate", "a lone surrogate in a name", Raw("""{"\ud800":1}"""));

        Bad("record.statement.unknown-field", "an unknown field", Signed(Payload(p => p["note"] = "x")));
        Bad("record.statement.unknown-field", "a field in other case", Signed(Payload(p => { p.Remove("index"); p["Index"] = 1; })));
        foreach (var field in new[] { "forum", "channel", "member", "index", "seen", "roster", "claimedAt", "office", "level", "kind", "track", "subject", "cites", "body", "blobs" })
        {
            Bad("record.statement.missing-field", "no " + field, Signed(Payload(p => p.Remove(field))));
        }

        Bad("record.statement.forum", "no forum outside a charter", With("forum", "null"));
        Bad("record.statement.forum", "a charter that names a forum", With("kind", "\"record.charter/1\""));
        Bad("record.statement.forum", "a forum that is no id", With("forum", "\"arda\""));
        Bad("record.statement.forum", "a forum with stray bits", With("forum", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\""));
        Bad("record.statement.channel", "members not sorted", With("channel", "\"bera+arda\""));
        Bad("record.statement.channel", "a member twice", With("channel", "\"arda+arda\""));
        Bad("record.statement.channel", "plenary with a member", With("channel", "\"arda+plenary\""));
        Bad("record.statement.channel", "nobody", With("channel", "\"\""));
        Bad("record.statement.channel", "a number", With("channel", "1"));
        Bad("record.statement.member", "upper case", With("member", "\"Arda\""));
        Bad("record.statement.member", "null", With("member", "null"));
        Bad("record.statement.index", "negative", With("index", "-1"));
        Bad("record.statement.index", "text", With("index", "\"1\""));
        Bad("record.statement.index", "true", With("index", "true"));
        Bad("record.statement.seen", "an array", With("seen", "[]"));
        Bad("record.statement.seen", "without the author", Signed(Payload(p => p["seen"]!.AsObject().Remove("arda"))));
        Bad("record.statement.seen", "the author at another size than its index", Signed(Payload(p => p["seen"]!["arda"] = HeadJson(2))));
        Bad("record.statement.seen", "a member that cannot be one", Signed(Payload(p => p["seen"]!["B"] = HeadJson(1))));
        Bad("record.statement.seen", "an entry with more", Signed(Payload(p => p["seen"]!["bera"]!["at"] = 1)));
        Bad("record.statement.seen", "an entry with less", Signed(Payload(p => p["seen"]!["bera"]!.AsObject().Remove("size"))));
        Bad("record.statement.seen", "a negative size", Signed(Payload(p => p["seen"]!["bera"]!["size"] = -1)));
        Bad("record.statement.seen", "a root that is no digest", Signed(Payload(p => p["seen"]!["bera"]!["root"] = "x")));
        Bad("record.statement.seen", "size 0 with another root than the empty one", Signed(Payload(p => p["seen"]!["bera"] = new JsonObject { ["size"] = 0, ["root"] = Hash256.Of([1]).ToString() })));
        Bad("record.statement.seen", "65 members", Signed(Payload(p =>
        {
            for (var i = 0; i < 62; i++)
            {
                p["seen"]![$"m{i}"] = HeadJson(0);
            }
        })));
        Bad("record.statement.roster", "0", With("roster", "0"));
        Bad("record.statement.roster", "text", With("roster", "\"1\""));
        Bad("record.statement.roster", "2^31", With("roster", "2147483648"));
        Bad("record.statement.claimedat", "without milliseconds", With("claimedAt", "\"2031-04-01T09:00:00Z\""));
        Bad("record.statement.claimedat", "with an offset", With("claimedAt", "\"2031-04-01T09:00:00.120+09:00\""));
        Bad("record.statement.claimedat", "the thirtieth of February", With("claimedAt", "\"2031-02-30T09:00:00.120Z\""));
        Bad("record.statement.claimedat", "the twenty-fifth hour", With("claimedAt", "\"2031-04-01T24:00:00.120Z\""));
        Bad("record.statement.claimedat", "a blank after it", With("claimedAt", "\"2031-04-01T09:00:00.120Z \""));
        Bad("record.statement.claimedat", "a number", With("claimedAt", "1775034000"));
        Bad("record.statement.office", "empty", With("office", "\"\""));
        Bad("record.statement.office", "121 characters", Signed(Payload(p => p["office"] = new string('o', 121))));
        Bad("record.statement.level", "upper case", With("level", "\"Working\""));
        Bad("record.statement.level", "a line end after it", With("level", "\"working\\n\""));
        Bad("record.statement.kind", "no version", With("kind", "\"test.words-said\""));
        Bad("record.statement.kind", "version 0", With("kind", "\"test.words-said/0\""));
        Bad("record.statement.kind", "no area", With("kind", "\"words-said/1\""));
        Bad("record.statement.kind", "a line end after it", With("kind", "\"test.words-said/1\\n\""));
        Bad("record.statement.kind", "97 characters", With("kind", "\"test." + new string('w', 90) + "/1\""));
        Bad("record.statement.track", "empty", With("track", "\"\""));
        Bad("record.statement.track", "a number", With("track", "1"));
        Bad("record.statement.subject", "no id", With("subject", "\"words\""));
        Bad("record.statement.cites", "not sorted", Signed(Payload(p => p["cites"] = new JsonArray([.. Cites(2).Reverse().Select(c => c!.DeepClone())]))));
        Bad("record.statement.cites", "one twice", Signed(Payload(p => p["cites"] = new JsonArray(Cites(1)[0]!.DeepClone(), Cites(1)[0]!.DeepClone()))));
        Bad("record.statement.cites", "257", Signed(Payload(p => p["cites"] = Cites(257))));
        Bad("record.statement.cites", "null", With("cites", "null"));
        Bad("record.statement.cites", "a number", With("cites", "[1]"));
        Bad("record.statement.body", "an array", With("body", "[]"));
        Bad("record.statement.body", "null", With("body", "null"));
        Bad("record.statement.blobs", "65", Signed(Payload(p => p["blobs"] = Blobs(65))));
        Bad("record.statement.blobs", "null", With("blobs", "null"));
        Bad("record.statement.blobs", "one with more", Signed(Payload(p => { p["blobs"] = Blobs(1); p["blobs"]![0]!["name"] = "x"; })));
        Bad("record.statement.blobs", "a negative size", Signed(Payload(p => { p["blobs"] = Blobs(1); p["blobs"]![0]!["size"] = -1; })));
        Bad("record.statement.blobs", "no media type", Signed(Payload(p => { p["blobs"] = Blobs(1); p["blobs"]![0]!["type"] = "pdf"; })));
        Bad("record.statement.blobs", "a line end after the media type", Signed(Payload(p => { p["blobs"] = Blobs(1); p["blobs"]![0]!["type"] = "application/pdf\n"; })));

        bad.Add(new JsonObject { ["name"] = "one character too long", ["code"] = "record.jws.too-long", ["compact"] = "", ["fillTo"] = Jws.MaxLength + 1 });

        Write("gate.json", "Texts at the gate of docs/spec/statement.md. Good ones are signed by the key named; bad ones are refused with the code. fillTo: the text is filled with the letter A to that length.",
            new() { ["good"] = good, ["bad"] = bad });
    }

    [WriteVectorsFact]
    public void Rosters()
    {
        var (root, node, second, stranger) = (TestKeys.Find("arda-root"), TestKeys.Find("arda-node"), TestKeys.Find("arda-node-2"), TestKeys.Find("stranger"));
        var first = Roster.Sign(root, Arda, 1, null, [node.Public]);
        Assert.True(Roster.TryRead(first, out var one, out _));
        var next = Roster.Sign(root, Arda, 2, one.Id, [second.Public, node.Public]);
        var good = new JsonArray();
        var bad = new JsonArray();
        void Good(string name, string compact, int sequence, params string[] keys) => good.Add(new JsonObject
        {
            ["name"] = name, ["compact"] = compact, ["member"] = "arda", ["sequence"] = sequence, ["root"] = root.Public.Thumbprint,
            ["keys"] = new JsonArray([.. keys.Select(k => JsonValue.Create(TestKeys.Find(k).Public.Thumbprint))]),
        });
        void Bad(string code, string name, string compact) => bad.Add(new JsonObject { ["name"] = name, ["code"] = code, ["compact"] = compact });
        string Changed(Action<JsonObject> change, SigningKey? by = null)
        {
            var payload = JsonNode.Parse(Bytes(first.Split('.')[1]))!.AsObject();
            change(payload);
            return Jws.Sign(by ?? root, Roster.Type, JsonSerializer.SerializeToUtf8Bytes(payload));
        }

        Good("the first", first, 1, "arda-node");
        Good("the second, with two keys", next, 2, "arda-node", "arda-node-2");
        Bad("record.roster.form", "signed by another key than the root it names", Changed(_ => { }, by: stranger));
        Bad("record.roster.form", "signed by a node key that claims to be root of itself elsewhere", Changed(p => p["root"] = stranger.Public.ToJwk()));
        Bad("record.roster.form", "no keys", Changed(p => p["keys"] = new JsonArray()));
        Bad("record.roster.form", "a key twice", Changed(p => p["keys"] = new JsonArray(node.Public.ToJwk(), node.Public.ToJwk())));
        Bad("record.roster.form", "17 keys", Changed(p => p["keys"] = new JsonArray([.. Enumerable.Range(0, 17).Select(_ => { using var k = SigningKey.Generate(); return k.Public.ToJwk(); })])));
        Bad("record.roster.form", "a private key", Changed(p => p["keys"]![0]!["d"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAU"));
        Bad("record.roster.form", "a key off the curve", Changed(p => p["keys"]![0]!["y"] = (string?)p["keys"]![0]!["x"]));
        Bad("record.roster.form", "sequence 0", Changed(p => p["sequence"] = 0));
        Bad("record.roster.form", "sequence 2^31", Changed(p => p["sequence"] = 2147483648));
        Bad("record.roster.form", "sequence in text", Changed(p => p["sequence"] = "1"));
        Bad("record.roster.form", "previous that is no id", Changed(p => p["previous"] = "none"));
        Bad("record.roster.form", "a person in it", Changed(p => p["holder"] = "an officer"));
        Bad("record.roster.form", "no previous", Changed(p => p.Remove("previous")));
        Bad("record.roster.form", "a member that cannot be one", Changed(p => p["member"] = "Arda"));
        Bad("record.json.syntax", "a name twice", Jws.Sign(root, Roster.Type, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(first.Split('.')[1])).Replace("\"sequence\":1", "\"sequence\":1,\"sequence\":2"))));
        Bad("record.jws.header", "a statement's typ", Jws.Sign(root, StatementGate.Type, Bytes(first.Split('.')[1])));
        Bad("record.jws.base64url", "padded", first + "==");

        Write("rosters.json", "Rosters, docs/spec/statement.md \"Roster\"; keys are thumbprints, in any order.", new() { ["good"] = good, ["bad"] = bad });
    }

    [WriteVectorsFact]
    public void Charters()
    {
        var good = new JsonArray();
        var bad = new JsonArray();
        void Good(string name, Action<JsonObject> change) => good.Add(new JsonObject { ["name"] = name, ["body"] = Changed(change) });
        void Bad(string code, string name, Action<JsonObject> change) => bad.Add(new JsonObject { ["name"] = name, ["code"] = code, ["body"] = Changed(change) });
        static JsonObject Changed(Action<JsonObject> change)
        {
            var body = CharterOf().ToBody();
            change(body);
            return body;
        }

        Good("three parties", _ => { });
        Good("an organ among them", b => b["members"]![2]!["kind"] = "organ");
        Good("one member alone", b => { b["members"] = new JsonArray(b["members"]![0]!.DeepClone()); b["publishers"] = new JsonArray(); });
        Bad("record.charter.members", "nobody", b => b["members"] = new JsonArray());
        Bad("record.charter.members", "a member twice", b => b["members"]![1]!["id"] = "arda");
        Bad("record.charter.members", "a null among the members", b => b["members"]!.AsArray().Add(null));
        Bad("record.charter.members", "neither party nor organ", b => b["members"]![1]!["kind"] = "observer");
        Bad("record.charter.members", "a root that is no thumbprint", b => b["members"]![1]!["root"] = "key");
        Bad("record.charter.members", "a member named as a channel", b => b["members"]![1]!["id"] = "public");
        Bad("record.charter.members", "a name that is null", b => b["members"]![1]!["names"]!["en"] = null);
        Bad("record.charter.members", "65 members", b =>
        {
            for (var i = 0; i < 62; i++)
            {
                var more = b["members"]![0]!.DeepClone();
                more["id"] = $"m{i}";
                b["members"]!.AsArray().Add(more);
            }
        });
        Bad("record.charter.convener", "a convener who is no member", b => b["convener"] = "dora");
        Bad("record.charter.convener", "a publisher who is no member", b => b["publishers"] = new JsonArray("dora"));
        Bad("record.charter.tracks", "no track", b => b["tracks"] = new JsonArray());
        Bad("record.charter.tracks", "a track twice", b => b["tracks"] = new JsonArray("economy", "economy"));
        Bad("record.charter.tracks", "a track no statement could name", b => b["tracks"] = new JsonArray("Economy and trade"));
        Bad("record.charter.tracks", "a null among the tracks", b => b["tracks"] = new JsonArray("economy", null));
        Bad("record.charter.levels", "no level", b => b["levels"] = new JsonArray());
        Bad("record.charter.languages", "no language", b => b["languages"] = new JsonArray());
        Bad("record.charter.form", "an unknown field", b => b["motto"] = "peace");
        Bad("record.charter.form", "the members a second time", b => b["memberIds"] = new JsonArray("arda", "bera"));
        Bad("record.charter.form", "a field missing", b => b.Remove("zone"));
        Bad("record.charter.form", "a field in other case", b => { b.Remove("zone"); b["Zone"] = "Etc/UTC"; });
        Bad("record.charter.form", "null for text", b => b["name"] = null);
        Bad("record.charter.form", "a number for text", b => b["name"] = 1);
        Bad("record.charter.form", "text for a list", b => b["tracks"] = "economy");
        Bad("record.charter.form", "a member's name that cannot be one", b => b["members"]![0]!["id"] = "Arda");
        Bad("record.charter.form", "a number for a member's name", b => b["convener"] = 1);

        Write("charters.json", "Bodies of record.charter/1, docs/spec/statement.md \"Charter\".", new() { ["good"] = good, ["bad"] = bad });
    }

    [WriteVectorsFact]
    public void Admissions()
    {
        var keys = TestKeys.Names.ToDictionary(n => n, TestKeys.Find);
        var plenary = new Dictionary<MemberId, MerkleTree> { [Arda] = new(), [Bera] = new(), [Cirra] = new() };
        var statements = new JsonObject();
        Seen Now() => new(plenary.Select(t => KeyValuePair.Create(t.Key, t.Value.Head)));
        Statement Keep(string name, Statement said, bool append = true)
        {
            statements[name] = said.Compact;
            if (append)
            {
                plenary[said.Member].Append(said.Id);
            }

            return said;
        }

        StatementDraft Words(string words) => new("test.words-said/1", "economy", null, [], new JsonObject { ["words"] = words }, "Desk", "working", Morning);
        string RosterText(MemberId member, string root, string node) => Roster.Sign(keys[root], member, 1, null, [keys[node].Public]);

        var charter = Keep("charter", Founding.SignCharter(CharterOf(), Arda, keys["arda-node"], "Secretariat", "head", Morning));
        Statement Said(MemberId member, string node, StatementDraft draft, Seen? seen = null, int roster = 1) =>
            StatementSigner.Sign(draft, charter.Id, ChannelId.Plenary, member, seen ?? Now(), roster, keys[node]);
        StatementDraft Opening(string roster) => Founding.Opening(charter.Id, ChannelId.Plenary, roster, "Desk", "working", Morning);

        Keep("bera accepts under a stranger's root", Said(Bera, "stranger", Opening(RosterText(Bera, "stranger", "stranger"))), append: false);
        Keep("bera begins with words", Said(Bera, "bera-node", Words("before accepting")), append: false);
        Keep("bera accepts", Said(Bera, "bera-node", Opening(RosterText(Bera, "bera-root", "bera-node"))));
        Keep("cirra accepts", Said(Cirra, "cirra-node", Opening(RosterText(Cirra, "cirra-root", "cirra-node"))));
        Keep("arda tells another story", Said(Arda, "arda-node", Words("another story")), append: false);
        Keep("arda asks", Said(Arda, "arda-node", Words("a question")));
        Keep("a stranger as arda", Said(Arda, "stranger", Words("we yield")), append: false);
        Keep("bera replies", Said(Bera, "bera-node", Words("a reply")));
        var invented = new Seen(Now().Select(h => h.Key == Arda ? KeyValuePair.Create(h.Key, h.Value with { Root = Hash256.Of([1]) }) : h));
        Keep("bera saw what never was", Said(Bera, "bera-node", Words("Arda said otherwise"), invented), append: false);
        var back = new Seen(Now().Select(h => h.Key == Arda ? KeyValuePair.Create(h.Key, new TreeHead(1, plenary[Arda].RootAt(1))) : h));
        Keep("bera unsees", Said(Bera, "bera-node", Words("what question?"), back), append: false);
        Keep("bera at summit level", Said(Bera, "bera-node", Words("high words") with { Level = "summit" }), append: false);
        Keep("bera on the weather", Said(Bera, "bera-node", Words("fair words") with { Track = "weather" }), append: false);
        Assert.True(Roster.TryRead((string)JsonNode.Parse(Bytes(charter.Compact.Split('.')[1]))!["body"]!["roster"]!, out var one, out _));
        var adoption = new StatementDraft(RecordKinds.RosterAdopted, null, null, [], new JsonObject { ["roster"] = Roster.Sign(keys["arda-root"], Arda, 2, one.Id, [keys["arda-node-2"].Public]) }, "Desk", "working", Morning);
        Keep("arda adopts its second roster", Said(Arda, "arda-node-2", adoption, roster: 2));
        Keep("arda with the old key", Said(Arda, "arda-node", Words("an old key"), roster: 2), append: false);
        Keep("arda with the old roster", Said(Arda, "arda-node", Words("an old roster")), append: false);
        Keep("arda goes on", Said(Arda, "arda-node-2", Words("a new key"), roster: 2));

        var scripts = new JsonArray();
        void Script(string name, params (string Statement, string Outcome)[] steps) => scripts.Add(new JsonObject
        {
            ["name"] = name, ["holder"] = "cirra",
            ["steps"] = new JsonArray([.. steps.Select(s => (JsonNode)new JsonObject { ["statement"] = s.Statement, ["outcome"] = s.Outcome })]),
        });
        (string, string)[] founded = [("charter", "admitted"), ("bera accepts", "admitted"), ("cirra accepts", "admitted")];
        (string, string)[] replied = [.. founded, ("arda asks", "admitted"), ("bera replies", "admitted")];

        Script("in order", [.. replied, ("arda adopts its second roster", "admitted"), ("arda goes on", "admitted")]);
        Script("acceptance before the charter waits", ("bera accepts", "waiting"), ("charter", "admitted"), ("bera accepts", "admitted"));
        Script("words before the opening", ("charter", "admitted"), ("bera begins with words", "record.opening"));
        Script("another root than the charter's", ("charter", "admitted"), ("bera accepts under a stranger's root", "record.roster.root"));
        Script("a reply before its question waits", [.. founded, ("bera replies", "waiting"), ("arda asks", "admitted"), ("bera replies", "admitted"), ("bera replies", "repeat")]);
        Script("two stories at one index", [.. founded, ("arda asks", "admitted"), ("arda tells another story", "record.index-taken")]);
        Script("the other story first: what builds on the first is disputed", [.. founded, ("arda tells another story", "admitted"), ("bera replies", "record.seen-disputed")]);
        Script("a stranger's key", [.. founded, ("arda asks", "admitted"), ("a stranger as arda", "record.key")]);
        Script("sightings", [.. replied, ("bera saw what never was", "record.seen-disputed"), ("bera unsees", "record.seen-back")]);
        Script("words of the charter", [.. replied, ("bera at summit level", "record.level"), ("bera on the weather", "record.track")]);
        Script("a new roster is the cut-off", [.. replied, ("arda adopts its second roster", "admitted"), ("arda with the old key", "record.key-ended"), ("arda with the old roster", "record.key-ended"), ("arda goes on", "admitted")]);
        Script("a jump over the adoption waits", [.. replied, ("arda goes on", "waiting"), ("arda adopts its second roster", "admitted"), ("arda goes on", "admitted")]);

        Write("admissions.json", "Scripts: the statements named, delivered in order to the holder's empty record of the forum; outcome is admitted, repeat, waiting or the code of a refusal.",
            new() { ["forum"] = charter.Id.ToString(), ["statements"] = statements, ["scripts"] = scripts });
    }

    private static Charter CharterOf() => new(
        "Forum of Arda, Bera and Cirra",
        [Member(Arda, "arda-root", "Arda"), Member(Bera, "bera-root", "Bera"), Member(Cirra, "cirra-root", "Cirra")],
        Arda, ["economy", "history", "security"], ["en"], ["head", "working"], "Etc/UTC", "2026a", [Arda], "",
        Roster.Sign(TestKeys.Find("arda-root"), Arda, 1, null, [TestKeys.Find("arda-node").Public]));

    private static CharterMember Member(MemberId id, string root, string name) => new(
        id, "party", TestKeys.Find(root).Public.Thumbprint, new Dictionary<string, string> { ["en"] = name }, new Dictionary<string, string> { ["en"] = name + " City" }, "Etc/UTC");

    private static string Payload(Action<JsonObject>? change = null)
    {
        var payload = new JsonObject
        {
            ["forum"] = Hash256.Of("forum"u8).ToString(), ["channel"] = "plenary", ["member"] = "arda", ["index"] = 1,
            ["seen"] = new JsonObject { ["arda"] = HeadJson(1), ["bera"] = HeadJson(1), ["cirra"] = HeadJson(0) },
            ["roster"] = 1, ["claimedAt"] = "2031-04-01T09:00:00.120Z", ["office"] = "Northern Desk", ["level"] = "working",
            ["kind"] = "test.words-said/1", ["track"] = "economy", ["subject"] = Hash256.Of("subject"u8).ToString(), ["cites"] = Cites(1),
            ["body"] = new JsonObject(), ["blobs"] = new JsonArray(),
        };
        change?.Invoke(payload);
        return payload.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static string Header(SigningKey key) => $$"""{"alg":"ES256","kid":"{{key.Public.Thumbprint}}","typ":"{{StatementGate.Type}}"}""";

    private static JsonObject HeadJson(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
        {
            tree.Append(new StatementId(Hash256.Of([(byte)i])));
        }

        return new JsonObject { ["size"] = size, ["root"] = tree.Head.Root.ToString() };
    }

    private static JsonArray Cites(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => Hash256.Of([(byte)(i & 255), (byte)(i >> 8)])).Order().Select(h => JsonValue.Create(h.ToString()))]);

    private static JsonArray Blobs(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["id"] = Hash256.Of([(byte)i]).ToString(), ["size"] = i, ["type"] = "application/pdf" })]);

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

    // Flips the lowest bit of the last character, which carries no data in a text of this length.
    private static char Stray(char last)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet[alphabet.IndexOf(last) ^ 1];
    }

    private static string Mirrored(string signature)
    {
        var order = System.Numerics.BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber);
        var bytes = Bytes(signature);
        var s = order - new System.Numerics.BigInteger(bytes.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var mirrored = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        return Base64UrlText.Encode([.. bytes.AsSpan(0, 32), .. new byte[32 - mirrored.Length], .. mirrored]);
    }

    private static byte[] Bytes(string text) => Base64UrlText.TryDecode(text, out var bytes) ? bytes : throw new FormatException(text);

    private static void Write(string file, string about, JsonObject content)
    {
        content.Insert(0, "about", about);
        var path = Path.Combine(WriteVectorsFactAttribute.Folder!, file);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, content.ToJsonString(Readable) + "\n");
        }
    }
}
