using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Canonical;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>This member's drafts: how they stand, what is said about them, and the outbox. One at a time: what stops a release and what says it never cross.</summary>
/// <remarks>docs/spec/drafts.md, "Outbox". Holds no state that a restart could lose: when this node first knew of an approval only decides how long it waits.</remarks>
internal sealed class DraftDesk(NodeOptions options, NodeRecord record, IRoom room)
{
    private const int Window = 500;

    private static readonly int Place = CapabilityRegistry.All.Index().First(c => c.Item is DraftsCapability).Index;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<StatementId, DateTimeOffset> _due = [];    // by approval; within its own lock
    private Judged? _judged;

    private ChannelId Own => ChannelId.Of(options.Member);

    public DraftsFindings Standing(DateOnly day)
    {
        if (Facts is not { } facts)
        {
            return DraftsFindings.None;
        }

        // The fold hands on the very same facts when a statement is of another matter.
        var kept = _judged;
        if (kept is null || !ReferenceEquals(kept.Facts, facts) || kept.Day != day)
        {
            _judged = kept = new(facts, day, DraftsRules.Judge(facts, Context(day)));
        }

        return kept.Findings;
    }

    /// <summary>When an approved release leaves the outbox, by the machine's clock; null before this node has looked at it.</summary>
    public DateTimeOffset? DueAt(StatementId approval)
    {
        lock (_due)
        {
            return _due.TryGetValue(approval, out var due) ? due : null;
        }
    }

    /// <summary>Says something about a draft. Where one person suffices, asking for a release approves it.</summary>
    /// <param name="officer">The office it is said under: for a release, that under which the draft will be said.</param>
    public async Task<SayResult> SayAsync(IBody body, string track, Officer officer, CancellationToken cancellation)
    {
        if (body.Faults().ToValueList() is { Count: > 0 } faults)
        {
            return new SayResult.Faulty(faults);
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Facts is null)
            {
                return new SayResult.Stopped("room.not-founded", "The forum is not founded yet: every member has to accept the charter first.");
            }

            if (body is ReleaseStopped stop)
            {
                // It may have been said when the machine stopped, and not been noted.
                await NoteIfSaidAsync(stop.Draft, cancellation).ConfigureAwait(false);
            }

            var said = await SayInTurnAsync(body, track, officer, cancellation).ConfigureAwait(false);
            if (said is SayResult.Said { Id: var asked } && body is ReleaseAsked release && Find(release.Draft) is { } draft && !Context(room.Day).WantsTwoPersons(draft.Channel))
            {
                await SayInTurnAsync(new ReleaseApproved(release.Draft, asked, 0, release.By, room.Day), track, officer, cancellation).ConfigureAwait(false);
            }

            return said;
        }
        catch (NodeStoppedException stopped)
        {
            return new SayResult.Stopped(stopped.Code, stopped.Message);
        }
        catch (ArgumentException refused)
        {
            return new SayResult.Faulty([new Fault("", "room.refused", refused.Message)]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says whatever has lain in the outbox for its time, and notes what was said before a stop of the machine.</summary>
    /// <returns>How long until the next is due; null when none waits.</returns>
    /// <exception cref="NodeStoppedException">The node cannot sign now; everything stays where it is.</exception>
    public async Task<TimeSpan?> SayDueAsync(CancellationToken cancellation)
    {
        if (Facts is null || record.Guard.Health.Hold != SigningHold.None)
        {
            return null;
        }

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // In the order of their approvals: of two drafts alike, the one approved first becomes the statement said first.
            foreach (var id in Standing(room.Day).Drafts.Where(Waits).OrderBy(d => PlaceOf(d.Release!.Approval!.Id)).Select(d => d.Id).ToList())
            {
                if (!await NoteIfSaidAsync(id, cancellation).ConfigureAwait(false) && Find(id) is { Standing: DraftStanding.InOutbox } draft && IsDue(draft.Release!.Approval!.Id))
                {
                    await SayDraftAsync(draft, cancellation).ConfigureAwait(false);
                }
            }

            var waiting = Standing(room.Day).Drafts.Where(d => d.Standing == DraftStanding.InOutbox).Select(d => DueAt(d.Release!.Approval!.Id)).OfType<DateTimeOffset>().ToList();
            return waiting.Count == 0 ? null : waiting.Min() - TimeProvider.System.GetUtcNow();
        }
        finally
        {
            _turn.Release();
        }
    }

    private DraftsFacts? Facts => record.Snapshot(Own) is (var facts, _, _, true) ? (DraftsFacts)facts.ByCapability[Place] : null;

    private static bool Waits(DraftFinding draft) => draft.Standing is DraftStanding.InOutbox or DraftStanding.Lapsed;

    private DraftFinding? Find(StatementId draft) => Standing(room.Day).Find(draft);

    private JudgeContext Context(DateOnly day) =>
        record.Read(r => new JudgeContext(day, r.Charter!.MemberIds.ToValueList(), r.Charter.Convener) { TwoPersons = r.Charter.TwoPersons ?? [] });

    private long PlaceOf(StatementId id) => record.Store.Find(id)!.Index;

    private bool IsDue(StatementId approval)
    {
        lock (_due)
        {
            if (!_due.TryGetValue(approval, out var due))
            {
                _due[approval] = due = TimeProvider.System.GetUtcNow() + options.Outbox;
            }

            return due <= TimeProvider.System.GetUtcNow();
        }
    }

    private async Task<SayResult> SayInTurnAsync(IBody body, string track, Officer officer, CancellationToken cancellation)
    {
        if (body is ReleaseApproved approved && Find(approved.Draft) is { } draft)
        {
            body = approved with { After = record.Read(r => r.Find(draft.Channel)!.Find(options.Member)!.Size) };
        }

        if (body is IAboutDraft about && DraftsRules.WhyNot(Facts!, options.Member, about, Context(room.Day)) is { } reason)
        {
            return new SayResult.Faulty([new Fault("", reason, DraftsText.Wording.Find(reason, System.Globalization.CultureInfo.InvariantCulture)!)]);
        }

        if (body is ClearanceAsked { Of: var of } && Find(((IAboutDraft)body).Draft) is { } asked && !CouldClear(asked).Any(m => m.Officer == of.Officer || m.Terms.Role == of.Role || m.Terms.Office == of.Office))
        {
            var offices = string.Join(", ", CouldClear(asked).Select(m => m.Terms.Office).Distinct().Order(StringComparer.Ordinal));
            return new SayResult.Faulty([new Fault("of", "drafts.clearance.nobody", $"expected a role, office or officer whose mandate opens this draft; offices that could: {offices}")]);
        }

        var cites = body switch
        {
            DraftRevised b => b.Follows.Append(b.Draft),
            DraftCommented b => [b.Draft, b.Version],
            ClearanceAsked b => [b.Draft, b.Version],
            ClearanceGiven b => [b.Draft, b.Clearance, b.Version],
            ClearanceWithdrawn b => [b.Draft, b.Clearance],
            ReleaseAsked b => [b.Draft, b.Version],
            ReleaseApproved b => [b.Draft, b.Release],
            ReleaseStopped b => [b.Draft, b.Release],
            DraftReleased b => [b.Draft, b.Release],
            IAboutDraft b => [b.Draft],
            _ => Enumerable.Empty<StatementId>(),
        };
        var subject = (body as IAboutDraft)?.Draft;
        var said = await record.SayAsync(
            Own, new StatementDraft(BodyCodec.KindOf(body.GetType()), track, subject, cites.Distinct().ToValueList(), BodyCodec.Write(body), officer.Office, officer.Level, room.Now), cancellation).ConfigureAwait(false);
        if (body is ReleaseApproved)
        {
            IsDue(said.Id);    // its time begins
        }

        return new SayResult.Said(said.Id, said.Index);
    }

    // Asking somebody who cannot answer would keep the draft for ever.
    private IEnumerable<MandateFinding> CouldClear(DraftFinding draft) => room.Mandates.Mandates.Where(m =>
        m.Author == options.Member && m.Standing == MandateStanding.InForce && m.Terms.Role != MandateRole.Auditor
        && (m.Terms.Channels?.Contains(Own) ?? true) && (m.Terms.Tracks?.Contains(draft.Track) ?? true));

    private async Task SayDraftAsync(DraftFinding draft, CancellationToken cancellation)
    {
        var release = draft.Release!;
        // What a mandate opened a moment ago it may not open any more.
        if (SpeaksAs(release.By, draft) is not { } office || SpeaksAs(release.Approval!.By, draft) is null)
        {
            await StopAsync(draft, "The mandate of whoever released it speaks there no more.", cancellation).ConfigureAwait(false);
            return;
        }

        var version = draft.Version(release.Version)!;
        switch (await room.SayAsync(draft.Channel, BodyCodec.ReadBody(draft.Kind, Json(version.Text)), draft.Track, draft.Subject, version.Cites, office, cancellation).ConfigureAwait(false))
        {
            case SayResult.Said said:
                await NoteAsync(draft, release.Id, said.Id, cancellation).ConfigureAwait(false);
                break;
            case SayResult.Faulty faulty:
                await StopAsync(draft, string.Join(' ', faulty.Faults.Select(f => f.Message)), cancellation).ConfigureAwait(false);
                break;
            case SayResult.Stopped stopped:
                throw new NodeStoppedException(stopped.Message, stopped.Code);
        }
    }

    private Officer? SpeaksAs(string officer, DraftFinding draft) => SightAccessor.Of(new Caller(officer), room).SpeaksAs(draft.Channel, draft.Track);

    private Task StopAsync(DraftFinding draft, string words, CancellationToken cancellation) =>
        SayInTurnAsync(new ReleaseStopped(draft.Id, draft.Release!.Id, words, null, room.Day), draft.Track, OfNode, cancellation);

    private Task NoteAsync(DraftFinding draft, StatementId release, StatementId said, CancellationToken cancellation) =>
        SayInTurnAsync(new DraftReleased(draft.Id, release, said, room.Day), draft.Track, OfNode, cancellation);

    private Officer OfNode => new("", options.OutboxOffice, record.Read(r => r.Charter!.Levels[0]), MaySign: true);

    /// <returns>True when the draft had become a statement, noted now if it was not.</returns>
    private async Task<bool> NoteIfSaidAsync(StatementId id, CancellationToken cancellation)
    {
        if (Find(id) is not { } draft)
        {
            return false;
        }

        foreach (var approval in draft.Approvals.Where(a => draft.Statement is null && draft.Stops.All(s => s.Release != a.Release)))
        {
            if (FindSaid(draft, approval) is { } said)
            {
                await NoteAsync(draft, approval.Release, said, cancellation).ConfigureAwait(false);
                return true;
            }
        }

        return draft.Statement is not null;
    }

    // The statement an approved version became: said after the approval, the same in all that the draft decides, and no other draft's.
    private StatementId? FindSaid(DraftFinding draft, ApprovalFinding approval)
    {
        var version = draft.Version(approval.Version)!;
        var body = CanonicalJson.Digest(BodyCodec.Write(BodyCodec.ReadBody(draft.Kind, Json(version.Text))));
        var others = Standing(room.Day).Drafts.Select(d => d.Statement).OfType<StatementId>().ToHashSet();
        var size = record.Read(r => r.Find(draft.Channel)!.Find(options.Member)!.Size);
        for (var from = approval.After; from < size; from += Window)
        {
            foreach (var said in room.Statements(draft.Channel, options.Member, from, Window))
            {
                if (said.Kind == draft.Kind && said.Track == draft.Track && said.Subject == draft.Subject && said.Cites.SequenceEqual(version.Cites.Distinct().Order())
                    && !others.Contains(said.Id) && CanonicalJson.Digest(JsonNode.Parse(said.Body.GetRawText())) == body)
                {
                    return said.Id;
                }
            }
        }

        return null;
    }

    private static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private sealed record Judged(DraftsFacts Facts, DateOnly Day, DraftsFindings Findings);
}
