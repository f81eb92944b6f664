using Comity.Domain;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>This member's mandates: how they stand, and saying them. Asked at every request, so judged only when something was said of them.</summary>
internal sealed class MandateDesk(NodeOptions options, NodeRecord record)
{
    private static readonly int Place = CapabilityRegistry.All.Index().First(c => c.Item is MandatesCapability).Index;

    private Judged? _judged;

    private ChannelId Own => ChannelId.Of(options.Member);

    public MandatesFindings Standing(DateOnly day)
    {
        if (record.Snapshot(Own) is not var (facts, _, _, founded) || !founded)
        {
            return MandatesFindings.None;
        }

        // The fold hands on the very same facts when a statement is of another matter.
        var said = (MandatesFacts)facts.ByCapability[Place];
        var kept = _judged;
        if (kept is null || !ReferenceEquals(kept.Facts, said) || kept.Day != day)
        {
            var context = record.Read(r => new JudgeContext(day, r.Charter!.MemberIds.ToValueList(), r.Charter.Convener));
            _judged = kept = new(said, day, MandatesRules.Judge(said, context));
        }

        return kept.Findings;
    }

    public async Task<SayResult> SayAsync(IBody body, DateTimeOffset now, DateOnly day, CancellationToken cancellation)
    {
        var faults = body.Faults().ToValueList();
        if (faults.Count > 0)
        {
            return new SayResult.Faulty(faults);
        }

        if (!record.Read(r => r.IsFounded))
        {
            return new SayResult.Stopped("room.not-founded", "The forum is not founded yet: every member has to accept the charter first.");
        }

        var (by, cites) = body switch
        {
            MandateGiven given => (given.By, default(StatementId?)),
            MandateChanged changed => (changed.By, changed.Mandate),
            MandateWithdrawn withdrawn => (withdrawn.By, withdrawn.Mandate),
            _ => throw new ArgumentException($"expected a body of mandates, found {body.GetType().Name}", nameof(body)),
        };
        var giver = Standing(day).Mandates.FirstOrDefault(m => m.Officer == by && m.Terms.Role == MandateRole.Head && m.Standing == MandateStanding.InForce)?.Terms;
        try
        {
            var draft = new StatementDraft(
                BodyCodec.KindOf(body.GetType()), null, cites, cites is { } cited ? [cited] : [], BodyCodec.Write(body), giver?.Office ?? options.OutboxOffice, giver?.Level ?? "working", now);
            var statement = await record.SayAsync(Own, draft, cancellation).ConfigureAwait(false);
            return new SayResult.Said(statement.Id, statement.Index);
        }
        catch (NodeStoppedException stopped)
        {
            return new SayResult.Stopped(stopped.Code, stopped.Message);
        }
    }

    private sealed record Judged(MandatesFacts Facts, DateOnly Day, MandatesFindings Findings);
}
