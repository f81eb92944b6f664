using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store.Sqlite;

namespace Comity.Bench;

/// <summary>Signed statements into an empty node: gate, signatures, admission, facts and a durable store, beside the machine's raw ES256 rate.</summary>
internal static class IngestBench
{
    private const int Batch = 2000;
    private const int Rounds = 3;

    public static async Task RunAsync(int count, bool json)
    {
        var (charter, texts, keys) = Forum(count);
        var read = texts.Select(t => StatementGate.TryRead(t, out _, out var jws, out _) ? jws! : throw new InvalidOperationException()).ToList();
        var one = Median(() => Rate(read.Count, () => read.ForEach(jws => Require(jws.HoldsFor(keys[jws.KeyId])))));
        var all = Median(() => Rate(read.Count, () => Parallel.ForEach(read, jws => Require(jws.HoldsFor(keys[jws.KeyId])))));
        var gate = Median(() => Rate(texts.Count, () => texts.ForEach(t => Require(StatementGate.TryRead(t, out _, out _)))));
        var ingests = new List<(double ByHead, double EverySignature)>();
        await IngestAsync(charter, texts);    // compiles what is measured then
        var before = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
        {
            ingests.Add(await IngestAsync(charter, texts));
        }

        var processor = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / (Rounds * texts.Count);
        (string What, double PerSecond)[] rows =
        [
            ("raw ES256 verify, one core", one),
            ("raw ES256 verify, all cores", all),
            ("gate alone, one core", gate),
            ("ingest into an empty node, durable, by heads", ingests.Select(i => i.ByHead).Order().ElementAt(Rounds / 2)),
            ("the same, until every own signature has been looked at too", ingests.Select(i => i.EverySignature).Order().ElementAt(Rounds / 2)),
        ];
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { statements = texts.Count, batch = Batch, processorMicroseconds = processor, rows = rows.Select(r => new { r.What, r.PerSecond, ofRaw = r.PerSecond / all }) }, JsonSerializerOptions.Web)
            : Table(texts, processor, all, rows));
    }

    private static string Table(List<string> texts, double processor, double raw, (string What, double PerSecond)[] rows) => string.Join('\n',
    [
        $"{texts.Count} statements, {texts.Average(t => t.Length):0} characters each; batches of {Batch}; median of {Rounds} rounds",
        "",
        "| measured | per second | of raw verify, all cores |",
        "|---|---|---|",
        .. rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"| {r.What} | {r.PerSecond:#,0} | {r.PerSecond / raw:0.00} |")),
        "",
        string.Create(CultureInfo.InvariantCulture, $"a statement costs {processor:0} µs of processor time until its own signature has been looked at"),
    ]);

    // A signature for each run of a batch admits; the others are looked at afterwards, by the audit that a node runs in the background.
    internal static async Task<(double ByHead, double EverySignature)> IngestAsync(Statement charter, List<string> texts)
    {
        var folder = Directory.CreateTempSubdirectory("comity-bench-");
        try
        {
            using var key = SigningKey.Generate();
            var options = new NodeOptions(MemberId.Parse("cirra"), charter.Id, key, "", folder.FullName, [], new Dictionary<Hash256, Comity.Node.Rooms.Officer>(), [], new StoppedClock(), Guard: Path.Combine(folder.FullName, "guard"));
            await using var record = NodeRecord.Open(options, SqliteStatementStore.Open(Path.Combine(folder.FullName, "record.db")));
            var clock = Stopwatch.StartNew();
            var admitted = 0;
            foreach (var batch in texts.Chunk(Batch))
            {
                admitted += (await record.ImportAsync(batch, default)).Admitted;
            }

            Require(admitted == texts.Count);
            var byHead = texts.Count / clock.Elapsed.TotalSeconds;
            await record.Signatures.CatchUpAsync(null, default);
            Require(record.Signatures.Counted == texts.Count && record.Signatures.Bad.Count == 0);
            return (byHead, texts.Count / clock.Elapsed.TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Arda and Bera in turn, each having seen the other: the order in which a peer would serve them.
    internal static (Statement Charter, List<string> Texts, Dictionary<string, PublicKey> Keys) Forum(int count)
    {
        MemberId[] members = [MemberId.Parse("arda"), MemberId.Parse("bera"), MemberId.Parse("cirra")];
        var roots = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var keys = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var rosters = members.ToDictionary(m => m, m => Roster.Sign(roots[m], m, 1, null, [keys[m].Public]));
        var names = new Dictionary<string, string>();
        var charter = Founding.SignCharter(
            new Charter("Bench", members.Select(m => new CharterMember(m, "party", roots[m].Public.Thumbprint, names, names, "Etc/UTC")).ToValueList(),
                members[0], ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", members.ToValueList(), "", rosters[members[0]]),
            members[0], keys[members[0]], "Registry", "working", StoppedClock.Start);
        var record = new ForumRecord(charter.Id, members[2]);
        record.Append(charter);
        var texts = new List<string> { charter.Compact };
        void Say(MemberId author, StatementDraft draft)
        {
            var statement = StatementSigner.Sign(draft, charter.Id, ChannelId.Plenary, author, record.Find(ChannelId.Plenary)!.Seen, 1, keys[author]);
            record.Append(statement);
            texts.Add(statement.Compact);
        }

        Say(members[1], Founding.Opening(charter.Id, ChannelId.Plenary, rosters[members[1]], "Registry", "working", StoppedClock.Start));
        Say(members[2], Founding.Opening(charter.Id, ChannelId.Plenary, rosters[members[2]], "Registry", "working", StoppedClock.Start));
        for (var i = 0; texts.Count < count; i++)
        {
            var author = members[i % 2];
            var act = new ActRecorded(
                new DateOnly(2030, 1, 1).AddDays(i % 3000), DatePrecision.Day, ActType.Statement, [new Actor(author, null, null)], [new Actor(members[1 - (i % 2)], null, null)],
                string.Create(CultureInfo.InvariantCulture, $"Statement {i} on the measure announced before it"), new string('d', 240), "en", null, null, Basis.PublicSource, false,
                [new Source("Gazette of the day, page 4", Confidence.Confirmed)], null, null);
            Say(author, new StatementDraft(BodyCodec.KindOf(typeof(ActRecorded)), "economy", null, [], BodyCodec.Write(act), "First Department", "working", StoppedClock.Start));
        }

        return (charter, texts, keys.Values.ToDictionary(k => k.Public.Thumbprint, k => k.Public));
    }

    private static double Median(Func<double> measure) => Enumerable.Range(0, Rounds).Select(_ => measure()).Order().ElementAt(Rounds / 2);

    private static double Rate(int count, Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("the bench measured something that does not hold");
        }
    }

    private sealed class StoppedClock : IRoomClock
    {
        public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public DateTimeOffset Now => Start;

        public DateOnly Day => new(2030, 1, 1);
    }
}
