using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Node.Api;
using Comity.Node.Guard;
using Comity.Node.Setup;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Exports;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Strategy.Cases;
using Comity.Tests.Cli;
using Comity.Tests.Node.Setup;
using Comity.Tests.Record;

namespace Comity.Tests.Node.Sync;

/// <summary>Every parser of what others send, fed with changed bytes: it refuses or reads, and never throws what is not its to throw.</summary>
/// <remarks>A fifth of a second each; COMITY_MUTATE gives seconds, COMITY_SEED the seed of a failure.</remarks>
[Trait("Category", "Slow")]
public sealed class ByteMutatorTests
{
    private static readonly ForumBuilder Forum = ForumBuilder.Founded();

    private static readonly string[] Odd = ["\\ud800", "\"", "{", "[", "}", "1e9", "-0", "null", "\\u0000", "\ufeff", "\n", "\n\n", "\r", "..", ".", "=", "99999999999999999999", "data: ", "\u2028"];

    public static TheoryData<string> Parsers => ["gate", "gate, payload changed before signing", "roster", "charter", "heads", "request", "request, payload changed before signing", "events", "lines",
        "evidence", "export", "export resealed", "guard", "strategy case", "configuration", "api body", "invitation", "bodies"];

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
            _ => OfFile(parser),
        };
    }

    // What comes as a file or as a request of a program.
    private static (byte[] Good, Func<byte[], Task<bool>> Read) OfFile(string parser)
    {
        var act = Encoding.UTF8.GetBytes("""{"kind":"disputes.act-recorded/1","track":"economy","subject":null,"cites":[],"body":""" + BodyCodec.Write(ThreeNodes.Act(ThreeNodes.Arda, "An act")).ToJsonString() + ""","blobs":[]}""");
        return parser switch
        {
            "evidence" => (Bytes(Evidence()), bytes => Task.FromResult(ForkEvidence.TryRead(Encoding.UTF8.GetString(bytes), out _, out _))),
            "export" => (Bytes(string.Concat(Export().Select(l => l + "\n"))), bytes => Task.FromResult(ExportAudit.Of(new MemoryStream(bytes), everySignature: true).Audit.IsSound)),
            "export resealed" => (Bytes(string.Concat(Export().SkipLast(1).Select(l => l + "\n"))), bytes => Task.FromResult(
                ExportScript.Audit(ExportScript.Resealed(Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))).Audit.IsSound)),
            "guard" => (GuardContent.New(Forum.Id, ThreeNodes.Arda, unlistedIsUnknown: false).With(ChannelId.Plenary, new GuardMark(3, Forum.Id)).Write(), bytes => Task.FromResult(GuardContent.TryRead(bytes) is not null)),
            "strategy case" => (File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "cases", "strategy", "japan-korea-us-illustrative.json")), bytes => Task.FromResult(CaseReader.Read(bytes).Case is not null)),
            "configuration" => (Bytes("""{ "member": "arda", "address": "http://127.0.0.1:7201", "listen": "127.0.0.1:7201", "metrics": { "collector": "http://127.0.0.1:4318" }, "peers": { "bera": { "address": "https://bera.example" } } }"""), ConfigurationAsync),
            "api body" => (act, bytes => Task.FromResult(StrictJson.TryParse(bytes, out var json, out _) && SayRequest.TryRead(json, out var request).Count == 0 && request is not null)),
            "bodies" => (Bytes(BodyCodec.Write(ThreeNodes.Act(ThreeNodes.Arda, "An act")).ToJsonString()), bytes => Task.FromResult(
                StrictJson.TryParse(bytes, out var json, out _) && json.ValueKind == System.Text.Json.JsonValueKind.Object && BodyCodec.Kinds.Count(kind => BodyCodec.Check(kind, json).Count == 0) > 0)),
            "invitation" => (Bytes(File.ReadAllText(InvitationFile())), bytes => Task.FromResult(
                Invitation.TryRead(Encoding.UTF8.GetString(bytes), out _, out _) | JoiningReply.TryRead(Encoding.UTF8.GetString(bytes), out _, out _) | FoundedForum.TryRead(Encoding.UTF8.GetString(bytes), out _, out _))),
            _ => throw new ArgumentOutOfRangeException(nameof(parser)),
        };
    }

    private static string Evidence()
    {
        var forum = ForumBuilder.Founded();
        var bera = forum["Bera"];
        return ForkEvidence.TryBuild(forum.CharterStatement, [bera.Roster], bera.Signs(bera.Draft("one story")), bera.Signs(bera.Draft("another")), out var evidence, out var fault)
            ? evidence.Text
            : throw new InvalidOperationException(fault.Message);
    }

    private static List<string> Export() => ExportScript.Channel(ExportScript.Talk(out _), ChannelId.Plenary);

    private static async Task<bool> ConfigurationAsync(byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"comity-mutated-{Environment.ProcessId}.json");
        await File.WriteAllBytesAsync(path, bytes);
        return NodeConfigReader.Read(path).Config is not null;
    }

    private static string InvitationFile()
    {
        var script = new FoundingScript();
        var path = Path.Combine(Path.GetTempPath(), $"comity-invitation-{Environment.ProcessId}");
        File.WriteAllText(path, script.Invite().Values.First().Compact);
        script.Dispose();
        return path;
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
