using System.Globalization;
using Comity.Node.Access;
using Comity.Node.Channels;
using Comity.Node.Desk;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Public;

/// <summary>Publishes what this member said elsewhere, at once or on a day. Until that day the text is not in the public channel, so nobody can read it there.</summary>
/// <remarks>What is planned lies with the desks and survives a restart; it is said once, since what stands in public already is not said again.</remarks>
public sealed class Publishing(WholeRoom whole, NodeRecord record, DeskBook desks, PublishedBook book) : BackgroundService
{
    private const string Desk = "@publishing";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly IRoom _room = whole.Room;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>By day, then statement.</summary>
    public IReadOnlyList<PlannedPublication> Planned =>
        [.. desks.All(Desk).Select(p => PlannedPublication.Parse(p.Name, p.Value)).OfType<PlannedPublication>().OrderBy(p => p.On).ThenBy(p => p.Id)];

    public PlannedPublication? Find(StatementId id) => desks.Get(Desk, id.ToString()) is { } text ? PlannedPublication.Parse(id.ToString(), text) : null;

    /// <summary>Why this member does not publish it, whoever asks; null where it may.</summary>
    public Fault? FaultOf(StatementId id) =>
        _room.Find(id)?.Statement is not { } statement ? new Fault("id", "public.not-held", $"expected a statement held here, found {id}")
        : statement.Member != _room.Me ? new Fault("id", "public.author", $"expected a statement of {_room.Me}: only its author publishes it; found one of {statement.Member}")
        : !PassingDesk.MayBeCarried(statement) ? new Fault("id", "public.kind", $"expected what was said about a matter, found {statement.Kind}")
        : statement.Channel.IsPublic ? new Fault("id", "public.already", "expected a statement of another channel, found one said in public")
        : record.Read(r => r.Charter) is { } charter && !charter.Publishers.Contains(_room.Me) ? new Fault("id", "public.publisher", $"expected one of the charter's publishers, {string.Join(", ", charter.Publishers)}; found {_room.Me}")
        : book.Find(id) is { } published ? new Fault("id", "public.already", $"expected a statement not published yet, found it published as {published.Publication.Id}")
        : null;

    /// <remarks>Where the charter wants two persons in public it is only planned, until another officer approves it.</remarks>
    /// <param name="on">The room's day from which it may be read; null or a day that has come publishes at once.</param>
    public async Task<PublishResult> PublishAsync(StatementId id, DateOnly? on, Officer officer, CancellationToken cancellation)
    {
        if (FaultOf(id) is { } fault)
        {
            return new PublishResult.Faulty(fault);
        }

        var day = on ?? _room.Day;
        return day > _room.Day || NeedsSecond
            ? Plan(new(id, day, officer.Office, officer.Level, officer.Id, Approved: false))
            : await SayAsync(id, officer.Office, officer.Level, cancellation).ConfigureAwait(false);
    }

    /// <summary>The second person's word: published now, or on its day.</summary>
    public async Task<PublishResult> ApproveAsync(StatementId id, Officer officer, CancellationToken cancellation)
    {
        if (Find(id) is not { } planned || !Waits(planned))
        {
            return new PublishResult.Faulty(new Fault("id", "public.not-asked", $"expected a publication that waits for a second person, found none of {id}"));
        }

        if (planned.By == officer.Id)
        {
            return new PublishResult.Faulty(new Fault("", "public.same-person", "expected another officer than the one who asked"));
        }

        if (FaultOf(id) is { } fault)
        {
            return new PublishResult.Faulty(fault);
        }

        var approved = planned with { Approved = true };
        if (planned.On > _room.Day)
        {
            return Plan(approved);
        }

        var said = await SayAsync(id, planned.Office, planned.Level, cancellation).ConfigureAwait(false);
        desks.Set(Desk, (id.ToString(), said is PublishResult.Published ? null : approved.ToString()));
        return said;
    }

    /// <summary>Whether a second person has to approve it yet.</summary>
    public bool Waits(PlannedPublication planned) => NeedsSecond && !planned.Approved;

    /// <returns>False when nothing of the kind was planned.</returns>
    public bool TakeBack(StatementId id)
    {
        var planned = desks.Get(Desk, id.ToString()) is not null;
        desks.Set(Desk, (id.ToString(), null));
        return planned;
    }

    /// <summary>Publishes whatever has become due.</summary>
    public async Task PublishDueAsync(CancellationToken cancellation)
    {
        foreach (var due in Planned.Where(p => p.On <= _room.Day && !Waits(p)))
        {
            // Said and not yet crossed out when the machine stopped: it stands in public and is only crossed out now.
            if (FaultOf(due.Id) is not null || await SayAsync(due.Id, due.Office, due.Level, cancellation).ConfigureAwait(false) is PublishResult.Published)
            {
                desks.Set(Desk, (due.Id.ToString(), null));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var version = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(Patience);
            try
            {
                if (_room.Forum is not null)
                {
                    await PublishDueAsync(stoppingToken).ConfigureAwait(false);
                }

                version = await _room.NewsAsync(version, patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // A day may have come without news; or the node stops.
            }
        }
    }

    private bool NeedsSecond => _room.WantsTwoPersons(ChannelId.Public);

    private PublishResult.Planned Plan(PlannedPublication planned)
    {
        desks.Set(Desk, (planned.Id.ToString(), planned.ToString()));
        return new(planned);
    }

    private async Task<PublishResult> SayAsync(StatementId id, string office, string level, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (book.Find(id) is { } already)
            {
                return new PublishResult.Published(already.Publication.Id, already.Publication.Index);
            }

            var statement = _room.Find(id)!.Statement;
            var draft = new StatementDraft(RecordKinds.Published, statement.Track, null, [], Publication.BodyOf(statement), office, level, _room.Now);
            var said = await record.SayAsync(ChannelId.Public, draft, cancellation).ConfigureAwait(false);
            return new PublishResult.Published(said.Id, said.Index);
        }
        catch (NodeStoppedException stopped)
        {
            return new PublishResult.Stopped(stopped.Code, stopped.Message);
        }
        catch (ArgumentException refused)
        {
            return new PublishResult.Faulty(new Fault("", "public.refused", refused.Message));
        }
        finally
        {
            _one.Release();
        }
    }
}

/// <param name="On">The room's day from which it may be read.</param>
/// <param name="By">Account of the officer who asked for it.</param>
/// <param name="Approved">By another officer; only asked for where the charter wants two persons in public.</param>
public sealed record PlannedPublication(StatementId Id, DateOnly On, string Office, string Level, string By, bool Approved)
{
    public override string ToString() => string.Join('\n', On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Level, Approved ? "approved" : "asked", By, Office);

    public static PlannedPublication? Parse(string id, string text) =>
        StatementId.TryParse(id, out var statement) && text.Split('\n', 5) is [var day, var level, var standing, var by, var office]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? new(statement, on, office, level, by, standing == "approved")
            : null;
}

public abstract record PublishResult
{
    private PublishResult() { }

    public sealed record Published(StatementId Id, long Index) : PublishResult;

    public sealed record Planned(PlannedPublication Publication) : PublishResult;

    public sealed record Faulty(Fault Fault) : PublishResult;

    public sealed record Stopped(string Code, string Message) : PublishResult;
}
