using System.Security.Cryptography.X509Certificates;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Node.Notices;
using Comity.Node.Runtime;
using Comity.Node.Serving;
using Comity.Record;

namespace Comity.Node.Setup;

/// <summary>A member's node as its configuration says: the record, the lines to its peers, and the acceptance of the charter.</summary>
public static class ServedNode
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Starts it, holding the charter.</summary>
    /// <param name="assets">Manifest of static assets beside the entry assembly; null serves none.</param>
    /// <param name="acceptLoss">For this start, own statements that nobody has shown are taken as lost (decision 0005).</param>
    /// <exception cref="IOException">The port or the folder cannot be used.</exception>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the charter's zone.</exception>
    public static async Task<NodeHost> StartAsync(NodeConfig config, MemberFiles files, CancellationToken cancellation, string? assets = "Comity.Cli.staticwebassets.endpoints.json", bool acceptLoss = false)
    {
        var forum = files.Forum ?? throw new ArgumentException("expected a founding file", nameof(files));
        var officers = new Dictionary<Hash256, Rooms.Officer>();
        if (files.Officer is { } first)
        {
            officers.Add(first.Token, first.ToOfficer());
        }

        var clock = new MachineClock(TimeProvider.System, forum.Charter.Zone);
        var options = new NodeOptions(
            config.Member, forum.Id, files.Key, files.Roster.Compact, config.Data, [.. officers.Values], officers,
            [.. forum.Members.Where(m => m.Key != config.Member).Select(m => Peer(config, m.Key, m.Value))],
            clock,
            AcceptLoss: acceptLoss)
        {
            Collector = config.Collector,
            Outbox = config.Outbox ?? NodeOptions.DefaultOutbox,
            Accounts = Accounts(config),
            Notices = Notices(config),
            FirstMandates = files.Officer is { } head ? [new MandateGiven(head.Id, new MandateTerms(MandateRole.Head, head.Office, head.Level, null, null, clock.Day, null), null, clock.Day)] : [],
        };
        var front = new NodeFront(config.Address, config.Listen, files.Certificate, files.Chain, config.Gateways);
        var host = await NodeHost.StartAsync(options, config.Listen.Port, assets: assets, front: front, cancellation: cancellation).ConfigureAwait(false);
        try
        {
            await host.Record.ImportAsync([forum.CharterStatement.Compact], cancellation).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Accepts the charter, once, and opens the public journal; completes when every member has accepted and the first officer's mandate is said.</summary>
    /// <remarks>The decision to accept is the member's, made with <c>join</c>: without it there is no founding file here.</remarks>
    public static async Task AcceptAsync(NodeHost host, CancellationToken cancellation)
    {
        var level = host.Record.Read(r => r.Charter!.Levels[0]);
        await host.Record.OpenJournalAsync(ChannelId.Plenary, level, cancellation).ConfigureAwait(false);
        await host.Record.OpenJournalAsync(ChannelId.Public, level, cancellation).ConfigureAwait(false);
        while (!(host.Record.Read(r => r.IsFounded) && host.Room.IsSetUp))
        {
            // What is said is announced before it is judged, so the last news may have come too early: looked at again without any.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Again);
            await ((Task)host.Record.NewsAsync(host.Record.Version, patience.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static NoticeOptions Notices(NodeConfig config) => new()
    {
        Address = config.Address,
        SensitiveTracks = config.Notices.SensitiveTracks,
        PrivateWebhooks = config.Notices.PrivateWebhooks,
        Mail = config.Mail is { } mail
            ? new(mail.Host, mail.Port, mail.Security, mail.From, mail.User, mail.PasswordFile is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : null, mail.Trust is { } trust ? Authorities(trust) : null)
            : null,
    };

    private static X509Certificate2Collection Authorities(string file)
    {
        var trust = new X509Certificate2Collection();
        trust.ImportFromPemFile(file);
        return trust;
    }

    private static AccountsOptions Accounts(NodeConfig config) => new()
    {
        OverTls = config.Address.Scheme == Uri.UriSchemeHttps,
        PasskeyName = config.Address.Host,
        Provider = config.Provider is { } provider
            ? new(provider.Name, provider.Authority, provider.ClientId, provider.SecretFile is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : null)
            : null,
    };

    private static PeerOptions Peer(NodeConfig config, MemberId member, Comity.Record.Joining.FoundedMember founded)
    {
        var own = config.Peers.GetValueOrDefault(member);
        var peer = new PeerOptions(member, own?.Address ?? founded.Address, [.. founded.Roster.Keys]);
        return own?.Trust is { } file ? peer with { Trust = Authorities(file) } : peer;
    }
}
