using System.Security.Cryptography.X509Certificates;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Node.Rooms;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Signing;
using PublicKey = Comity.Record.Signing.PublicKey;

namespace Comity.Node.Runtime;

/// <summary>What one member's node needs to run.</summary>
/// <param name="Forum">Id of the founding charter.</param>
/// <param name="Key">The node's key; its public half is in <paramref name="Roster"/>.</param>
/// <param name="Roster">The member's roster, compact, signed by its root key elsewhere.</param>
/// <param name="Data">The node's own folder.</param>
/// <param name="Officers">Who may sign in here.</param>
/// <param name="Tokens">API tokens: SHA-256 of the token, and whose it is.</param>
/// <param name="Guard">The guard's file, never within what is backed up; null puts it beside <paramref name="Data"/>, as <c>Data.guard</c>.</param>
/// <param name="AcceptLoss">An administrator's decision for this start: own statements that nobody has shown are lost; the gap is recorded.</param>
/// <param name="OutboxOffice">Office shown on statements the node makes by itself: receipts and openings of journals.</param>
public sealed record NodeOptions(
    MemberId Member,
    StatementId Forum,
    SigningKey Key,
    string Roster,
    string Data,
    IReadOnlyList<Officer> Officers,
    IReadOnlyDictionary<Hash256, Officer> Tokens,
    IReadOnlyList<PeerOptions> Peers,
    IRoomClock Clock,
    bool OfficersArePicked = false,
    string OutboxOffice = "Registry",
    string? Guard = null,
    bool AcceptLoss = false)
{
    /// <summary>What the member sets itself up with: said once, while no mandate was ever given here. A giver is named in none of them.</summary>
    public IReadOnlyList<MandateGiven> FirstMandates { get; init; } = [];

    /// <summary>How officers sign in; null where they are picked (the demo), or where only the tokens named here are let in.</summary>
    public AccountsOptions? Accounts { get; init; }

    /// <summary>Hears everything that is logged, whatever its level, beside the console; null for the console alone.</summary>
    public Microsoft.Extensions.Logging.ILoggerProvider? Log { get; init; }

    /// <summary>How long peers are asked at a start before the guard decides without those that did not answer.</summary>
    public TimeSpan AskFor { get; init; } = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan DefaultOutbox = TimeSpan.FromSeconds(30);

    /// <summary>How long a released draft lies in the outbox, where it can still be stopped; zero says it at once.</summary>
    public TimeSpan Outbox { get; init; } = DefaultOutbox;

    /// <summary>An OpenTelemetry collector (OTLP over HTTP) that is sent this node's metrics; null sends nothing anywhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>How officers are told outside the pages.</summary>
    public Notices.NoticeOptions Notices { get; init; } = new();

    public string GuardPath => Path.GetFullPath(Guard ?? Path.TrimEndingDirectorySeparator(Path.GetFullPath(Data)) + ".guard");

    /// <summary>What a peer may take from this node.</summary>
    public SyncLimits Sync { get; init; } = SyncLimits.Default;
}

/// <param name="Address">Where its node answers; loopback by number, or HTTPS.</param>
/// <param name="Keys">Node keys told when the forum was founded; the roster in its journal replaces them once held.</param>
public sealed record PeerOptions(MemberId Member, Uri Address, IReadOnlyList<PublicKey> Keys)
{
    /// <summary>Authorities that vouch for this peer's certificate beside the machine's own; null for none.</summary>
    public X509Certificate2Collection? Trust { get; init; }
}

/// <summary>The room's clock: what statements claim and what <c>asOf</c> defaults to. Sessions and tokens use the machine's.</summary>
public interface IRoomClock
{
    DateTimeOffset Now { get; }

    /// <summary>The room's day in the charter's zone.</summary>
    DateOnly Day { get; }
}
