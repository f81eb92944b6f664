using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Dossier;

/// <summary>What of a channel's disputes goes into one dossier: an act with all that links reach from it, or the acts of tracks and dates. Only what the reader sees.</summary>
public sealed class DossierMatter
{
    /// <summary>Statements of one dossier: each carries its proofs with it.</summary>
    public const int MostStatements = 600;

    private DossierMatter(IReadOnlyList<ActFinding> acts, DisputesFindings all, StandstillFindings? standstill)
    {
        Acts = acts;
        var ids = acts.Select(a => a.Id).ToHashSet();
        Links = [.. all.Links.Where(l => ids.Contains(l.From) && ids.Contains(l.To))];
        Measures = [.. all.Measures.Where(m => ids.Contains(m.Act) || m.Stages.Any(s => s.Act is { } act && ids.Contains(act)))];
        var steps = ids.Concat(Measures.Select(m => m.Id)).ToHashSet();
        Steps = [.. (standstill?.Steps ?? []).Where(s => steps.Contains(s.Step))];
        Allegations = [.. (standstill?.Allegations ?? []).Where(a => a.Step is { } step && steps.Contains(step))];
        Notices = [.. (standstill?.Notices ?? []).Where(n => n.Of is { } of && steps.Contains(of))];
        var under = Steps.Select(s => s.Standstill).ToHashSet();
        Standstills = [.. (standstill?.Standstills ?? []).Where(s => under.Contains(s.Standstill))];
        Statements =
        [
            .. acts.Select(a => a.Id).Concat(acts.SelectMany(a => a.Accounts).Select(a => a.Id)).Concat(acts.SelectMany(a => a.Answers).Select(a => a.Id))
                .Concat(Links.SelectMany(l => l.AssertedBy.Select(s => s.Id).Concat(l.DeniedBy.Select(d => d.Id))))
                .Concat(Measures.SelectMany(m => m.Stages.Select(s => s.Id).Prepend(m.Id)))
                .Concat(Standstills.Select(s => s.Standstill)).Concat(Steps.SelectMany(s => s.Verdicts).SelectMany(v => v.Because))
                .Concat(Allegations.SelectMany(a => a.Because.Prepend(a.Id))).Concat(Notices.SelectMany(n => n.Readings.Select(r => r.Id).Prepend(n.Id))).Distinct(),
        ];
    }

    /// <summary>By date, then id.</summary>
    public IReadOnlyList<ActFinding> Acts { get; }

    public IReadOnlyList<LinkFinding> Links { get; }

    public IReadOnlyList<MeasureFinding> Measures { get; }

    public IReadOnlyList<LifeFinding> Standstills { get; }

    public IReadOnlyList<StepFinding> Steps { get; }

    public IReadOnlyList<AllegationFinding> Allegations { get; }

    public IReadOnlyList<NoticeFinding> Notices { get; }

    /// <summary>Everything shown in its owner's words, each once.</summary>
    public IReadOnlyList<StatementId> Statements { get; }

    /// <param name="act">Only what links reach from it, in whatever direction; null takes tracks and dates alone.</param>
    public static DossierMatter Of(RoomView view, StatementId? act, IReadOnlyCollection<string> tracks, DateOnly? from, DateOnly? until)
    {
        var picture = view.Room.Picture(view.Channel, view.AsOf);
        var acts = picture.Disputes.Acts.Where(a => !a.Ahead && (tracks.Count == 0 || tracks.Contains(a.Track)) && (from is null || a.Date >= from) && (until is null || a.Date <= until));
        var reached = act is { } start ? Reached(start, picture.Disputes.Links) : null;
        return new([.. acts.Where(a => reached?.Contains(a.Id) != false)], picture.Disputes, picture.Find<StandstillFindings>());
    }

    private static HashSet<StatementId> Reached(StatementId start, ValueList<LinkFinding> links)
    {
        var next = links.SelectMany(l => new[] { (l.From, l.To), (l.To, l.From) }).ToLookup(l => l.Item1, l => l.Item2);
        var (reached, left) = (new HashSet<StatementId> { start }, new Queue<StatementId>([start]));
        while (left.TryDequeue(out var at))
        {
            foreach (var other in next[at].Where(reached.Add))
            {
                left.Enqueue(other);
            }
        }

        return reached;
    }
}
