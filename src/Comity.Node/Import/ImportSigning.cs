using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Signs what a plan asks for, row by row in small groups, each statement whole; goes on where it stood.</summary>
/// <param name="before">What this member said; a statement found there is not signed again, whoever said it meanwhile.</param>
internal sealed class ImportSigning(ImportPlan plan, SaidBefore before)
{
    // Said together, they share a write to the disk; one after another each would wait for its own.
    private const int Together = 32;

    private readonly Dictionary<StatementId, StatementId> _said = [];
    private readonly HashSet<StatementId> _planned = [.. plan.ToSign.SelectMany(r => r.Statements).Where(s => s.Existing is null).Select(s => s.StandIn)];
    private readonly List<SignedRow> _signed = [];

    /// <summary>Rows done, of <see cref="ImportPlan.ToSign"/>: the first ones.</summary>
    public int Rows { get; private set; }

    public int Statements => _signed.Count;

    public bool Done => Rows == plan.ToSign.Count;

    /// <summary>Why it does not go on by itself; null while it does.</summary>
    public ImportStop? Stop { get; private set; }

    /// <summary>By row, and in the order in which they were said.</summary>
    public IReadOnlyList<SignedRow> Signed => [.. _signed.OrderBy(s => s.Row)];

    /// <summary>Signs until all is said, one statement is refused, or <paramref name="enough"/> says so between two groups.</summary>
    public async Task SignAsync(IRoom room, ChannelId channel, Officer officer, Func<bool> enough)
    {
        before.ReadOn(room);
        Stop = null;
        while (!Done && Stop is null && !enough())
        {
            var next = plan.ToSign.Skip(Rows).Take(Together).Select(r => (Row: r, Next: r.Statements.FirstOrDefault(IsLeft))).Where(n => n.Next is not null && IsReady(n.Next)).DistinctBy(n => n.Next!.StandIn).ToList();
            foreach (var stop in await Task.WhenAll(next.Select(n => SayAsync(room, channel, officer, n.Row, n.Next!))).ConfigureAwait(false))
            {
                Stop ??= stop;
            }

            while (!Done && !plan.ToSign[Rows].Statements.Any(IsLeft))
            {
                Rows++;
            }
        }
    }

    private bool IsLeft(PlannedStatement planned) => planned.Existing is null && !_said.ContainsKey(planned.StandIn);

    // What it relies on has been said.
    private bool IsReady(PlannedStatement planned) => Relied(planned.Body).All(r => !_planned.Contains(r.Id) || _said.ContainsKey(r.Id));

    // Begins in the caller's order; what it notes it notes one after another, since only the room's answer is waited for elsewhere.
    private async Task<ImportStop?> SayAsync(IRoom room, ChannelId channel, Officer officer, ImportRow row, PlannedStatement planned)
    {
        var json = WithTrueIds(planned.Body);
        if (before.Find(planned.Kind, planned.Track, json) is { } said)
        {
            lock (_signed)
            {
                _said[planned.StandIn] = said;
            }

            return null;
        }

        var body = BodyCodec.ReadBody(planned.Kind, JsonSerializer.SerializeToElement(json));
        var (subject, cites) = Rests(body);
        // What has begun is said whole: whoever asked may leave between two groups.
        var answer = await room.SayAsync(channel, body, planned.Track, subject, cites, officer, CancellationToken.None).ConfigureAwait(false);
        lock (_signed)
        {
            if (answer is SayResult.Said now)
            {
                _said[planned.StandIn] = now.Id;
                before.Add(planned.Kind, planned.Track, json, now.Id);
                _signed.Add(new(row.Number, now.Id, now.Index));
            }
        }

        return answer switch
        {
            SayResult.Faulty faulty => new(row.Number, faulty.Faults[0].Code, string.Join("; ", faulty.Faults.Select(f => f.Message))),
            SayResult.Stopped stopped => new(row.Number, stopped.Code, stopped.Message),
            _ => null,
        };
    }

    private JsonObject WithTrueIds(JsonObject planned)
    {
        var body = planned.DeepClone().AsObject();
        foreach (var (name, standIn) in Relied(planned))
        {
            body[name] = _said.GetValueOrDefault(standIn, standIn).ToString();
        }

        return body;
    }

    internal static IEnumerable<(string Name, StatementId Id)> Relied(JsonObject body) => new[] { "act", "measure" }
        .Select(name => (name, Is: StatementId.TryParse((string?)body[name], out var id), Id: id)).Where(r => r.Is).Select(r => (r.name, r.Id));

    internal static (StatementId? Subject, IReadOnlyList<StatementId> Cites) Rests(IBody body) => body switch
    {
        MeasureAnnounced measure => (measure.Act, [measure.Act]),
        StageRecorded stage => (stage.Measure, [stage.Measure]),
        _ => (null, []),
    };
}

/// <param name="Row">The row being signed; those before it are said, and of it whatever came before.</param>
public sealed record ImportStop(int Row, string Code, string Message);

public sealed record SignedRow(int Row, StatementId Id, long Index);
