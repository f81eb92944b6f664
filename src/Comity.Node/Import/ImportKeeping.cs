using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Keeps what a plan asks for as drafts, one for each statement, for somebody who may release them.</summary>
/// <remarks>
/// What rests on a statement of the same table cannot be kept before that one is said: a draft relies on nothing that is not there. The same table
/// handed in again later goes on from there; what lies as a draft already is kept once.
/// </remarks>
internal static class ImportKeeping
{
    /// <summary>Drafts made at once, at most: each waits for a person.</summary>
    public const int Most = 200;

    /// <returns>How many were kept, how many rest on what is not said yet, and why it did not go on.</returns>
    public static async Task<KeptDrafts> KeepAsync(ImportPlan plan, IRoom room, ChannelId channel, Officer officer, CancellationToken cancellation)
    {
        var wanted = plan.ToSign.SelectMany(r => r.Statements.Where(s => s.Existing is null).Select(s => (Row: r, Planned: s))).DistinctBy(s => s.Planned.StandIn).ToList();
        var standIns = wanted.Select(w => w.Planned.StandIn).ToHashSet();
        var ready = wanted.Where(w => !ImportSigning.Relied(w.Planned.Body).Any(r => standIns.Contains(r.Id))).ToList();
        if (ready.Count > Most)
        {
            return new(0, wanted.Count - ready.Count, new(ready[Most].Row.Number, "import.keep.most", $"expected at most {Most} drafts from one table, found {ready.Count}: hand it in in parts"));
        }

        var lying = room.Drafts.Drafts.Where(d => d.Channel == channel && d.Standing is not (DraftStanding.Said or DraftStanding.Withdrawn)).Select(d => (d.Kind, d.Track, d.Version(d.Latest[^1])!.Text)).ToHashSet();
        var kept = 0;
        foreach (var (row, planned) in ready)
        {
            var body = BodyCodec.ReadBody(planned.Kind, JsonSerializer.SerializeToElement(planned.Body));
            var text = DraftText.Of(body);
            if (!lying.Add((planned.Kind, planned.Track, text)))
            {
                continue;
            }

            var (subject, cites) = ImportSigning.Rests(body);
            var opened = new DraftOpened(channel, planned.Kind, planned.Track, DraftText.Title(row.Title), text, subject, cites.ToValueList(), officer.Id, room.Day);
            switch (await room.DraftAsync(opened, planned.Track, officer, cancellation).ConfigureAwait(false))
            {
                case SayResult.Faulty faulty:
                    return new(kept, wanted.Count - ready.Count, new(row.Number, faulty.Faults[0].Code, string.Join("; ", faulty.Faults.Select(f => f.Message))));
                case SayResult.Stopped stopped:
                    return new(kept, wanted.Count - ready.Count, new(row.Number, stopped.Code, stopped.Message));
                default:
                    kept++;
                    break;
            }
        }

        return new(kept, wanted.Count - ready.Count, null);
    }
}

/// <param name="Drafts">Made now; none for what lay as a draft already.</param>
/// <param name="Later">Statements that rest on one that is not said yet.</param>
public sealed record KeptDrafts(int Drafts, int Later, ImportStop? Stop);
