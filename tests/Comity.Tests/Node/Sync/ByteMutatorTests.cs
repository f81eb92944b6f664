using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Tests.Record;

namespace Comity.Tests.Node.Sync;

/// <summary>Every parser of what others send, fed with changed bytes: it refuses or reads, and never throws what is not its to throw.</summary>
/// <remarks>A fifth of a second each; COMITY_MUTATE gives seconds, COMITY_SEED the seed of a failure.</remarks>
[Trait("Category", "Slow")]
public sealed class ByteMutatorTests
{
    private static readonly ForumBuilder Forum = ForumBuilder.Founded();

    private static readonly string[] Odd = ["\\ud800", "\"", "{", "[", "}", "1e9", "-0", "null", "\\u0000", "\ufeff", "\n", "\n\n", "\r", "..", ".", "=", "99999999999999999999", "data: ", "\u2028"];

    public static TheoryData<string> Parsers => ["gate", "gate, payload changed before signing", "roster", "charter", "heads", "request", "request, payload changed before signing", "events", "lines"];

    [Theory]
    [MemberData(nameof(Parsers))]
    public async Task No_bytes_make_a_parser_throw(string parser)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_SEED"), out var given) ? given : Environment.TickCount;
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("COMITY_MUTATE"), out var longer) ? longer : 0.2;
        var random = new Random(seed);
        var (good, read) = Of(parser);
        Assert.True(await read(good), "the unchanged bytes are read");
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed.TotalSeconds < seconds; round++)
        {
            var changed = Mutated(good, random);
            try
            {
                await read(changed);
            }
            catch (Exception thrown)
            {
                Assert.Fail($"{parser}, seed {seed}, round {round}: {thrown}\n{Convert.ToBase64String(changed)}");
            }
        }
    }

    private static (byte[] Good, Func<byte[], Task<bool>> Read) Of(string parser)
    {
        var bera = Forum["Bera"];
        var statement = bera.Signs(bera.Draft("words, 言葉, 낱말"));
        var request = RequestSigning.Sign(bera.Key, "GET", "/sync/v1/heads", bera.Id, "nonce", [], bera.Id);
        var heads = """{"member":"bera","forum":"F","edition":"e","heads":{"plenary":{"bera":3,"arda":4},"arda+bera":{"bera":1}}}""";
        return parser switch
        {
            "gate" => (Bytes(statement.Compact), bytes => Task.FromResult(Gate(Encoding.UTF8.GetString(bytes)))),
            "gate, payload changed before signing" => (Payload(statement.Compact), bytes => Task.FromResult(Gate(Jws.Sign(bera.Key, StatementGate.Type, bytes)))),
            "roster" => (Payload(bera.Roster.Compact), bytes => Task.FromResult(Roster.TryRead(Jws.Sign(bera.Root, "comity-roster+jws", bytes), out _, out _))),
            "charter" => (Payload(Forum.CharterStatement.Compact), bytes => Task.FromResult(
                StrictJson.TryParse(bytes, out var json, out _) && json.TryGetProperty("body", out var body) && Charter.TryRead(body, out _, out _))),
            "heads" => (Bytes(heads), bytes => Task.FromResult(HeadsMessage.TryRead(bytes)?.Parsed.Count > 0)),
            "request" => (Bytes(request), bytes => Task.FromResult(RequestSigning.TryRead(Encoding.UTF8.GetString(bytes), out _, out _))),
            "request, payload changed before signing" => (Payload(request), bytes => Task.FromResult(RequestSigning.TryRead(Jws.Sign(bera.Key, RequestSigning.Type, bytes), out _, out _))),
            "events" => (Bytes($"event: heads\ndata: {heads}\n\nevent: heads\ndata: {heads}\n\n"), EventsAsync),
            "lines" => (Bytes(statement.Compact + "\n" + statement.Compact), async bytes => (await JournalLines.ReadAsync(new MemoryStream(bytes), default)).Lines.Count(l => Gate(l)) == 2),
            _ => throw new ArgumentOutOfRangeException(nameof(parser)),
        };
    }

    // What passes is read through: a field that throws later is a fault of the gate.
    private static bool Gate(string text)
    {
        if (!StatementGate.TryRead(text, out var statement, out var jws, out _))
        {
            return false;
        }

        _ = Forum["Arda"].Record.Judge(statement, jws);
        _ = Comity.Domain.BodyCodec.Read(statement);
        return true;
    }

    private static async Task<bool> EventsAsync(byte[] bytes)
    {
        var read = 0;
        await foreach (var item in SseParser.Create(new BoundedEventStream(new MemoryStream(bytes)), static (_, data) => HeadsMessage.TryRead(data.ToArray())).EnumerateAsync())
        {
            read += item.Data?.Parsed.Count > 0 ? 1 : 0;
        }

        return read > 0;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Payload(string compact) => Base64UrlText.TryDecode(compact.Split('.')[1], out var payload) ? payload : throw new InvalidOperationException();

    private static byte[] Mutated(byte[] good, Random random)
    {
        var changed = good.ToList();
        for (var times = random.Next(1, 5); times > 0 && changed.Count > 0; times--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(6))
            {
                case 0: changed[at] = (byte)random.Next(256); break;
                case 1: changed.RemoveAt(at); break;
                case 2: changed.InsertRange(at, Bytes(Odd[random.Next(Odd.Length)])); break;
                case 3: changed[at] ^= (byte)(1 << random.Next(8)); break;
                case 4: changed.RemoveRange(at, Math.Min(changed.Count - at, random.Next(40))); break;
                default: changed.InsertRange(at, changed.GetRange(at, Math.Min(changed.Count - at, random.Next(200)))); break;
            }
        }

        return [.. changed];
    }
}
