using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.Json;
using Comity.Node.Notices;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Node.Setup;

/// <summary>Reads a node's configuration and names every fault in it at once.</summary>
public static class NodeConfigReader
{
    private const string PathExpected = "a file's path";

    private static readonly JsonDocumentOptions Form = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <returns>The configuration, or null and what is wrong with it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static (NodeConfig? Config, IReadOnlyList<Fault> Faults) Read(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path), Form);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(path, json.RootElement)
                : (null, [new Fault("", "config.form", $"expected an object in braces, found {json.RootElement.ValueKind}")]);
        }
        catch (InvalidOperationException)
        {
            // An escape that stands for half a character is found only when its text is read.
            return (null, [new Fault("", "config.form", "expected text of whole characters, found an escape that stands for half of one")]);
        }
        catch (JsonException wrong)
        {
            return (null, [new Fault("", "config.form", $"expected JSON (comments are fine), found other at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine}")]);
        }
    }

    private static (NodeConfig? Config, IReadOnlyList<Fault> Faults) Read(string path, JsonElement json)
    {
        var faults = new List<Fault>();
        var fields = new ConfigFields(json, "", Path.GetDirectoryName(path)!, faults);
        var member = fields.Parsed("member", "the member's short name in the charter, such as arda", text => MemberId.TryParse(text, out var id) && text is not ("plenary" or "public") ? (object)id : null);
        var address = fields.Parsed("address", NodeAddress.Expected, text => NodeAddress.TryParse(text, out var uri) ? uri : null);
        var listen = fields.Parsed("listen", "an IP address and a port, such as 127.0.0.1:7201", text => IPEndPoint.TryParse(text, out var end) && end.Port > 0 ? end : null);
        var tls = Tls(fields);
        var gateways = Gateways(fields);
        if (listen is not null && !IPAddress.IsLoopback(listen.Address) && tls is null && gateways.Count == 0)
        {
            fields.Wrong("listen", "loopback, or TLS of its own (tls), or a gateway that ends it (gateway)", $"{listen} with neither");
        }

        if (address is { Scheme: "https" } && tls is null && gateways.Count == 0)
        {
            fields.Wrong("address", "an https address that something answers: tls or gateway", $"{address} with neither");
        }

        if (address is { Scheme: "http" } && tls is not null)
        {
            fields.Wrong("address", "an https address, since tls is given", address.ToString());
        }

        var config = new NodeConfig(
            path, member is MemberId me ? me : default, address!, listen!,
            fields.File("data", "a folder's path", "data") ?? "", fields.File("key", PathExpected, House.NodeKeyName) ?? "",
            fields.File("roster", PathExpected, House.RosterName) ?? "", fields.File("forum", PathExpected, House.ForumName) ?? "", tls, gateways, Provider(fields), Peers(fields)) { Collector = Collector(fields), Outbox = Outbox(fields), Mail = Mail(fields), Notices = Notices(fields) };
        fields.End();
        return faults.Count == 0 ? (config, []) : (null, faults);
    }

    private static TlsFiles? Tls(ConfigFields fields)
    {
        if (fields.Object("tls") is not { } tls)
        {
            return null;
        }

        var files = new TlsFiles(
            tls.ExistingFile("certificate", "a PEM file with the certificate and those that vouch for it"), tls.ExistingFile("key", "a PEM file with the certificate's key"),
            tls.ExistingFile("pkcs12", "a PKCS#12 file"), tls.ExistingFile("passphraseFile", "a file whose first line is the passphrase"));
        if (files is not ({ Certificate: not null, Key: not null, Pkcs12: null } or { Certificate: null, Key: null, Pkcs12: not null }))
        {
            fields.Wrong("tls", "certificate and key, or pkcs12", "another combination");
        }

        tls.End();
        return files;
    }

    private static IReadOnlyList<IPAddress> Gateways(ConfigFields fields)
    {
        if (fields.Object("gateway") is not { } gateway)
        {
            return [];
        }

        var proxies = gateway.Addresses("proxies");
        gateway.End();
        return proxies;
    }

    private static TimeSpan? Outbox(ConfigFields fields) =>
        fields.Seconds("outboxSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static Uri? Collector(ConfigFields fields)
    {
        var metrics = fields.Object("metrics");
        var collector = metrics?.Parsed("collector", NodeAddress.Expected, text => NodeAddress.TryParse(text, out var uri) ? uri : null);
        metrics?.End();
        return collector;
    }

    private static MailConfig? Mail(ConfigFields fields)
    {
        if (fields.Object("mail") is not { } mail)
        {
            return null;
        }

        var port = mail.Parsed("port", "the mail server's port, such as \"587\"", text => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? (object)(int)number : null);
        var security = mail.Parsed("security", "\"starttls\", \"tls\", or on loopback \"none\"", text => text switch
        {
            "none" => (object)MailSecurity.None,
            "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            _ => null,
        });
        var from = mail.Parsed("from", "the sender's address, such as comity@ministry.example", text => MailAddress.TryCreate(text, out var address) && address.Address == text ? text : null);
        var config = new MailConfig(
            mail.Text("host", "the mail server's name") ?? "", port is int number ? number : 0, security is MailSecurity kind ? kind : default, from ?? "",
            mail.Text("user", "the name by which this node signs in there", required: false), mail.ExistingFile("passwordFile", "a file whose first line is the password"), mail.ExistingFile("trust", "a PEM file of the authority that issued the mail server's certificate"));
        if (config is { Security: MailSecurity.None, Host: not ("localhost" or "127.0.0.1" or "::1") })
        {
            mail.Wrong("security", "starttls or tls: without either a mail server is spoken to on loopback alone", "none");
        }

        mail.End();
        return config;
    }

    private static NoticesConfig Notices(ConfigFields fields)
    {
        if (fields.Object("notices") is not { } notices)
        {
            return new([], false);
        }

        var config = new NoticesConfig(
            notices.Text("sensitiveTracks", "tracks whose name is not sent, by commas: \"security,history\"", required: false)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            notices.Parsed("privateWebhooks", "\"yes\" or \"no\"", text => text is "yes" or "no" ? text : null, required: false) == "yes");
        notices.End();
        return config;
    }

    private static ProviderConfig? Provider(ConfigFields fields)
    {
        if (fields.Object("provider") is not { } provider)
        {
            return null;
        }

        const string Authority = "the provider's https address, as its discovery names the issuer";
        var (name, authority, client) = (
            provider.Text("name", "the provider's name for people"),
            provider.Parsed("authority", Authority, text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) ? uri : null),
            provider.Text("clientId", "the id under which the provider knows this node"));
        var config = new ProviderConfig(name ?? "", authority!, client ?? "", provider.ExistingFile("secretFile", "a file whose first line is the client's secret"));
        provider.End();
        return config;
    }

    private static SortedDictionary<MemberId, PeerConfig> Peers(ConfigFields fields)
    {
        var peers = new SortedDictionary<MemberId, PeerConfig>();
        if (fields.Object("peers") is not { } list)
        {
            return peers;
        }

        foreach (var name in list.Names)
        {
            if (!MemberId.TryParse(name, out var member))
            {
                list.Object(name);
                list.Wrong(name, "a member's short name", name);
            }
            else if (list.Object(name) is { } peer)
            {
                peers[member] = new PeerConfig(
                    peer.Parsed("address", NodeAddress.Expected, text => NodeAddress.TryParse(text, out var uri) ? uri : null, required: false),
                    peer.ExistingFile("trust", "a PEM file with the authority's certificate"));
                peer.End();
            }
        }

        list.End();
        return peers;
    }
}
