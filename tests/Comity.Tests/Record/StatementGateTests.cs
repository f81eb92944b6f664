using System.Text;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

public sealed class StatementGateTests
{
    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/gate.json")))!;

    public static TheoryData<string> Good => [.. Vectors["good"]!.AsArray().Select(v => (string)v!["name"]!)];

    public static TheoryData<string, string> Bad
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var vector in Vectors["bad"]!.AsArray())
            {
                data.Add((string)vector!["code"]!, (string)vector["name"]!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_statement_passes_and_its_signature_holds(string name)
    {
        var vector = Vectors["good"]!.AsArray().Single(v => (string)v!["name"]! == name)!;
        var compact = (string)vector["compact"]!;

        Assert.True(StatementGate.TryRead(compact, out var statement, out var jws, out var fault), fault?.Message);
        Assert.True(jws.HoldsFor(TestKeys.Find((string)vector["signedBy"]!).Public));
        Assert.Equal(compact, statement.Compact);
        Assert.Equal(Hash256.Of(Encoding.ASCII.GetBytes(compact[..compact.LastIndexOf('.')])), statement.Id.Hash);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_statement_is_refused_with_its_code(string code, string name)
    {
        var vector = Vectors["bad"]!.AsArray().Single(v => (string)v!["code"]! == code && (string)v["name"]! == name)!;
        var compact = ((string)vector["compact"]!).PadRight((int?)vector["fillTo"] ?? 0, 'A');

        Assert.False(StatementGate.TryRead(compact, out var statement, out _, out var fault));
        Assert.Null(statement);
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void A_mirrored_signature_gives_the_same_statement()
    {
        var (plain, mirrored) = (Read("plain"), Read("mirrored signature of plain: the same statement"));

        Assert.NotEqual(plain.Compact, mirrored.Compact);
        Assert.Equal(plain, mirrored);
    }

    [Fact]
    public void A_statement_holds_only_under_the_key_it_names()
    {
        using var key = SigningKey.Generate();
        var header = Read("plain").Compact.Split('.')[0];
        var input = header + "." + Read("plain").Compact.Split('.')[1];

        Assert.True(Jws.TryRead(input + "." + Base64UrlText.Encode(key.Sign(Encoding.ASCII.GetBytes(input))), StatementGate.Type, out var jws, out _));
        Assert.False(jws.HoldsFor(key.Public));
    }

    [Fact]
    public void Every_field_is_read()
    {
        var read = Read("plain");

        Assert.Equal(("plenary", "arda", 1L, 1, "Northern Desk", "working", "test.words-said/1", "economy"),
            (read.Channel.ToString(), read.Member.ToString(), read.Index, read.Roster, read.Office, read.Level, read.Kind, read.Track));
        Assert.Equal(new DateTimeOffset(2031, 4, 1, 9, 0, 0, 120, TimeSpan.Zero), read.ClaimedAt);
        Assert.Equal(TimeSpan.Zero, read.ClaimedAt.Offset);
        Assert.Equal(Hash256.Of("forum"u8), read.Forum!.Value.Hash);
        Assert.Equal(Hash256.Of("subject"u8), read.Subject!.Value.Hash);
        Assert.Equal("arda:1, bera:1, cirra:0", read.Seen.ToString());
        Assert.Single(read.Cites);
        Assert.Empty(read.Blobs);
        Assert.Equal(TestKeys.Find("arda-node").Public.Thumbprint, read.KeyId);
        Assert.Equal(64, Read("64 blobs").Blobs.Count);
        Assert.Equal("application/pdf", Read("64 blobs").Blobs[0].Type);
    }

    /// <summary>Whatever one character is put, taken or changed: refused, or another statement, or a signature that no longer holds; and never an exception.</summary>
    [Fact]
    public void Any_changed_character_is_noticed()
    {
        const string others = "AQgw-_.=+/ \n{}\"é\0";
        var key = TestKeys.Find("arda-node").Public;
        foreach (var name in new[] { "plain", "Japanese and Korean words" })
        {
            var good = Read(name);
            var signed = good.Compact.LastIndexOf('.');
            for (var at = 0; at < good.Compact.Length; at++)
            {
                for (var i = 0; i < others.Length; i += 1 + (at % 3))
                {
                    AssertNoticed(good.Compact[..at] + others[i] + good.Compact[(at + 1)..], at < signed);
                    AssertNoticed(good.Compact[..at] + others[i] + good.Compact[at..], at < signed);
                }

                AssertNoticed(good.Compact[..at] + good.Compact[(at + 1)..], at < signed);
            }

            void AssertNoticed(string changed, bool inSigned)
            {
                if (changed == good.Compact || !StatementGate.TryRead(changed, out var read, out var jws, out _))
                {
                    return;
                }

                Assert.False(inSigned && read.Id == good.Id, changed);
                Assert.False(jws.HoldsFor(key), changed);
            }
        }
    }

    /// <summary>Changed before it is signed: what the gate is for, since anybody may sign anything.</summary>
    [Fact]
    public void Any_changed_byte_of_the_payload_is_refused_or_another_statement()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var key = TestKeys.Find("arda-node");
        var goods = Vectors["good"]!.AsArray().Select(v => Read((string)v!["name"]!)).Where(s => s.Compact.Length < 4096).ToArray();
        for (var round = 0; round < 4000; round++)
        {
            var good = goods[random.Next(goods.Length)];
            Assert.True(Base64UrlText.TryDecode(good.Compact.Split('.')[1], out var payload));
            var changed = Mutated(payload, random);
            var text = good.Compact.Split('.')[0] + "." + Base64UrlText.Encode(changed) + "." + good.Compact.Split('.')[2];
            try
            {
                var passes = StatementGate.TryRead(text, out var read, out var jws, out var fault);
                Assert.True(passes != (fault is not null) && (!passes || read!.Id != good.Id || changed.AsSpan().SequenceEqual(payload)));
                Assert.False(passes && !changed.AsSpan().SequenceEqual(payload) && jws!.HoldsFor(key.Public));
            }
            catch (Exception thrown)
            {
                Assert.Fail($"seed {seed}, round {round}: {thrown}\n{text}");
            }
        }
    }

    private static byte[] Mutated(byte[] payload, Random random)
    {
        var changed = payload.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed.RemoveAt(at);
                    break;
                case 2:
                    changed.InsertRange(at, Encoding.UTF8.GetBytes(new[] { "\\ud800", "\"", "{", "[", "1e9", "-0", "null", "\\u0000", "\ufeff" }[random.Next(9)]));
                    break;
                default:
                    changed[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. changed];
    }

    private static Statement Read(string name)
    {
        var compact = (string)Vectors["good"]!.AsArray().Single(v => (string)v!["name"]! == name)!["compact"]!;
        Assert.True(StatementGate.TryRead(compact, out var statement, out var fault), fault?.Message);
        return statement;
    }
}
