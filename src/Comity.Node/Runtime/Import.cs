using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>One import: statements join the record in memory as they are judged, and are stored together. Within the record's lock.</summary>
internal sealed class Import(ForumRecord record, MemberId me, WaitingRoom waiting, SightingBook sightings)
{
    /// <summary>Statements at taken indices that one import looks into per journal; whoever has a real one offers it again.</summary>
    private const int MostSuspects = 16;

    private readonly Queue<WaitingStatement> _turn = [];

    public List<Statement> Admitted { get; } = [];

    /// <summary>Of the admitted, those whose own signature was looked at when they came.</summary>
    public List<StatementId> Verified { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    /// <summary>Signed by our own key, at a place where we hold another: somebody else signs as this node.</summary>
    public List<(Statement Statement, string Message)> OwnConflicts { get; } = [];

    /// <summary>What stands at taken indices and may be half of a fork.</summary>
    public List<Statement> Suspects { get; } = [];

    public int Repeated { get; private set; }

    public int Waiting { get; private set; }

    public void Take(Arrival arrival)
    {
        if (arrival.Statement is not { } statement)
        {
            Refusals.Add(new Refusal(null, arrival.Fault!.Code, arrival.Fault.Message));
            return;
        }

        _turn.Enqueue(new WaitingStatement(statement, arrival.Jws!, arrival.VerifiedBy, arrival.HeadKey, ""));
        while (_turn.TryDequeue(out var next))
        {
            Judge(next);
        }
    }

    private void Judge(WaitingStatement arrived)
    {
        var statement = arrived.Statement;
        switch (record.Judge(statement, arrived.Jws, arrived.VerifiedBy, arrived.HeadKey))
        {
            case Admission.Admitted { IsNew: false }:
                Repeated++;
                break;
            case Admission.Admitted:
                record.Append(statement);
                Admitted.Add(statement);
                if (arrived.VerifiedBy is not null)
                {
                    Verified.Add(statement.Id);
                }

                if (sightings.Beside(statement) is { } disputed)
                {
                    Suspects.Add(disputed);
                }

                Retry(statement);
                break;
            case Admission.Waiting missing:
                Waiting++;
                Keep(arrived, missing);
                break;
            case Admission.Refused refused:
                Refusals.Add(new Refusal(statement, refused.Code, refused.Message));
                if (statement.Member == me && arrived.IsAuthentic && refused.Code is "record.index-taken" or "record.seen-self")
                {
                    OwnConflicts.Add((statement, refused.Message));
                }

                Look(statement, refused.Code);
                break;
        }
    }

    private void Look(Statement statement, string code)
    {
        if (code == "record.seen-disputed")
        {
            sightings.Note(statement);
        }
        else if (code == "record.index-taken" && Suspects.Count(s => s.Member == statement.Member && s.Channel == statement.Channel) < MostSuspects)
        {
            Suspects.Add(statement);
        }
    }

    // Only what a key of its author's roster signed may wait, or anybody could fill the window; a journal not begun yet has no roster to ask.
    private void Keep(WaitingStatement arrived, Admission.Waiting missing)
    {
        var journal = record.Find(arrived.Statement.Channel)?.Find(arrived.Statement.Member);
        if (journal?.Roster is null || arrived.IsAuthentic)
        {
            var words = missing.Missing.Count == 0 ? "the charter" : string.Join(", ", missing.Missing.Select(m => $"{m.Member} up to {m.Head.Size}"));
            waiting.Add(arrived with { For = words }, journal?.Size ?? 0);
        }
    }

    // What waited may be next now: its own journal's successor, or any journal's that had seen this one.
    private void Retry(Statement admitted)
    {
        if (record.Find(admitted.Channel) is not { } channel)
        {
            return;
        }

        foreach (var journal in channel.Journals)
        {
            if (waiting.Take(channel.Id, journal.Member, journal.Size) is { } next)
            {
                Waiting--;
                _turn.Enqueue(next);
            }
        }
    }
}
