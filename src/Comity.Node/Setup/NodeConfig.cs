using System.Net;
using Comity.Record;

namespace Comity.Node.Setup;

/// <summary>What an administrator writes down about one member's node: <c>comity.json</c>, described in docs/guides/setup.md.</summary>
/// <remarks>Paths are whole, whatever the file says; those of keys and rosters need not exist before they are used.</remarks>
/// <param name="File">Where it was read from.</param>
/// <param name="Member">The member this node speaks for.</param>
/// <param name="Address">Where officers and the other members' nodes reach it.</param>
/// <param name="Listen">Where it listens itself; behind a gateway another place than <paramref name="Address"/>.</param>
/// <param name="Data">The node's own folder; its guard lies beside it.</param>
/// <param name="Key">The node's key, PKCS#8 PEM.</param>
/// <param name="Roster">The member's roster, compact.</param>
/// <param name="Forum">The founding file; it need not be there before the forum is.</param>
/// <param name="Tls">Null when it speaks plain HTTP: on loopback, or to a gateway.</param>
/// <param name="Gateways">Machines whose forwarded headers are believed; empty when nothing stands before the node.</param>
/// <param name="Provider">The member's own identity provider; null when people sign in by passkey or password alone.</param>
/// <param name="Peers">What differs from the founding file: addresses, and authorities that vouch for their certificates.</param>
public sealed record NodeConfig(
    string File,
    MemberId Member,
    Uri Address,
    IPEndPoint Listen,
    string Data,
    string Key,
    string Roster,
    string Forum,
    TlsFiles? Tls,
    IReadOnlyList<IPAddress> Gateways,
    ProviderConfig? Provider,
    IReadOnlyDictionary<MemberId, PeerConfig> Peers)
{
    public const string DefaultName = "comity.json";

    /// <summary>An OpenTelemetry collector that is sent this node's metrics; null sends nothing anywhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>How long a released draft lies in the outbox before it is said; null: 30 seconds.</summary>
    public TimeSpan? Outbox { get; init; }

    /// <summary>The mail server that sends notices; null sends none.</summary>
    public MailConfig? Mail { get; init; }

    /// <summary>Tracks whose name is not written into what leaves the house; whether webhooks may stay within the own network.</summary>
    public NoticesConfig Notices { get; init; } = new([], false);

    /// <summary>The folder of the config file: everything of this member lies in it unless the file says otherwise.</summary>
    public string House => Path.GetDirectoryName(File)!;
}

/// <summary>A certificate with its key: two PEM files, or one PKCS#12 file with the file of its passphrase.</summary>
public sealed record TlsFiles(string? Certificate, string? Key, string? Pkcs12, string? PassphraseFile);

/// <param name="SecretFile">File whose first line is the client's secret; null for a public client.</param>
public sealed record ProviderConfig(string Name, Uri Authority, string ClientId, string? SecretFile);

/// <param name="PasswordFile">File whose first line is the password; null where the server asks for none.</param>
/// <param name="Trust">PEM file of the authority that issued the mail server's certificate; null: the machine's own list.</param>
public sealed record MailConfig(string Host, int Port, Notices.MailSecurity Security, string From, string? User, string? PasswordFile, string? Trust);

public sealed record NoticesConfig(IReadOnlyList<string> SensitiveTracks, bool PrivateWebhooks);

/// <param name="Address">Null: as the founding file says.</param>
/// <param name="Trust">PEM file of the authority that issued the peer's certificate; null: the machine's own list.</param>
public sealed record PeerConfig(Uri? Address, string? Trust);
