using System.Text.Json;
using Comity.Cli.Keys;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Signing;

namespace Comity.Cli.Setup;

/// <summary>Makes a member's folder, part after part, each durable before the next; what is there is kept.</summary>
/// <param name="Solo">Name of a forum of this member alone; null: it will found or join one.</param>
internal sealed record MemberMaking(string? PassphraseFile, string? Solo, string Zone, bool Json)
{
    private readonly List<string> _made = [];

    /// <exception cref="IOException">A file cannot be written or read; run again, it goes on.</exception>
    public async Task<int> MakeAsync(string folder, MemberId member, string address, string listen)
    {
        var path = Path.Combine(folder, NodeConfig.DefaultName);
        if (File.Exists(path) && ConfigFaults(path, member, address, listen).ToList() is { Count: > 0 } differs)
        {
            return MemberHouse.Refuse(path, differs, "the member was made before and was left as it is; edit comity.json, or give another --folder");
        }

        MakeFolder(folder);
        if (NodeKey(folder) is not { } key)
        {
            return ExitCodes.Usage;
        }

        if (!HasRoster(folder, member, key, out var fault) && (fault is not null || !SignRoster(folder, member, key)))
        {
            return fault is null ? ExitCodes.Usage : MemberHouse.Refuse(Path.Combine(folder, House.RosterName), [fault], "another member's files may lie here; give another --folder");
        }

        if (FirstOfficer.Read(folder) is null)
        {
            FirstOfficer.Make(folder, "Head of delegation", "summit");
            _made.Add(FirstOfficer.TokenName);
        }

        if (!File.Exists(path))
        {
            House.Write(path, ConfigText.Of(member, address, listen));
            _made.Add(NodeConfig.DefaultName);
        }

        return await MemberHouse.WithAsync(path, needsForum: false, (config, files) => Task.FromResult(Finish(config, files))).ConfigureAwait(false);
    }

    private int Finish(NodeConfig config, MemberFiles files)
    {
        if (Solo is not null && files.Forum is null)
        {
            var (terms, faults) = SoloForum.Terms(config.Member, Solo, Zone);
            var desk = new FoundingDesk(config, files);
            var wrong = terms is null ? faults : desk.Invite(terms, TimeSpan.FromDays(1), [], DateTimeOffset.UtcNow).Faults;
            var forum = wrong.Count > 0 ? null : desk.Found(DateTimeOffset.UtcNow).Forum;
            if (forum is null)
            {
                return MemberHouse.Refuse("init --solo", wrong, "correct what is named and run init again: what was made is kept");
            }

            _made.Add(House.ForumName);
        }

        Report(config, files);
        return ExitCodes.Fine;
    }

    private void Report(NodeConfig config, MemberFiles files)
    {
        var root = files.Roster.Root.Thumbprint;
        if (Json)
        {
            Console.WriteLine(JsonReport.Of(new { config = config.File, member = config.Member.ToString(), made = _made, root, digits = KeyFingerprint.Digits(root), key = files.Key.Public.Thumbprint }));
            return;
        }

        Console.WriteLine(_made.Count == 0 ? $"{config.House}: {config.Member} was made before; nothing was changed" : $"{config.House}: {config.Member} is made ({string.Join(", ", _made)})");
        KeyReport.Lines(root).ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"Move {House.RootKeyName} off this machine, twice, apart from its passphrase: the node never needs it.");
        Console.WriteLine(Solo is null && files.Forum is null ? "Next: ./comity invite as convener, or ./comity join with an invitation." : $"Next: ./comity serve --config {config.File}");
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private SigningKey? NodeKey(string folder)
    {
        var path = Path.Combine(folder, House.NodeKeyName);
        if (!File.Exists(path))
        {
            House.Write(path, SigningKey.Generate().ToPem() + "\n");
            _made.Add(House.NodeKeyName);
        }

        if (KeyImport.TryRead(File.ReadAllBytes(path), null, out var key, out var faults))
        {
            return key;
        }

        MemberHouse.Refuse(path, faults, "./comity keys import takes a key from another file");
        return null;
    }

    private static bool HasRoster(string folder, MemberId member, SigningKey key, out Fault? fault)
    {
        fault = null;
        var path = Path.Combine(folder, House.RosterName);
        if (!File.Exists(path))
        {
            return false;
        }

        if (Roster.TryRead(File.ReadAllText(path).Trim(), out var roster, out fault) && (roster.Member != member || roster.FindKey(key.Public.Thumbprint) is null))
        {
            fault = new Fault("", "init.roster", $"expected a roster of {member} with the key of {House.NodeKeyName}, found one of {roster.Member}");
        }

        return fault is null;
    }

    private bool SignRoster(string folder, MemberId member, SigningKey key)
    {
        if (RootKey(folder) is not { } root)
        {
            return false;
        }

        using (root)
        {
            House.Write(Path.Combine(folder, House.RosterName), Roster.Sign(root, member, 1, null, [key.Public]) + "\n");
        }

        _made.Add(House.RosterName);
        return true;
    }

    private SigningKey? RootKey(string folder)
    {
        var path = Path.Combine(folder, House.RootKeyName);
        if (!File.Exists(path))
        {
            if (RootNew.NewPassphrase(PassphraseFile) is not { } chosen)
            {
                return null;
            }

            var made = SigningKey.Generate();
            RootKeyFile.Write(path, made, chosen);
            _made.Add(House.RootKeyName);
            return made;
        }

        var (root, faults) = RootKeyFile.Read(path, Passphrase.Get(PassphraseFile, $"Passphrase of {path}: "));
        if (root is null)
        {
            MemberHouse.Refuse(path, faults, "the root key made before is kept; give its passphrase and run init again");
        }

        return root;
    }

    private static IEnumerable<Fault> ConfigFaults(string path, MemberId member, string address, string listen)
    {
        var (config, faults) = NodeConfigReader.Read(path);
        if (config is null)
        {
            return faults;
        }

        (string Field, string Said, string Kept)[] compared =
        [
            ("member", member.ToString(), config.Member.ToString()), ("address", new Uri(address).ToString(), config.Address.ToString()), ("listen", System.Net.IPEndPoint.Parse(listen).ToString(), config.Listen.ToString()),
        ];
        return compared.Where(c => c.Said != c.Kept).Select(c => new Fault(c.Field, "init." + c.Field, $"expected {c.Kept}, as it was made, found {c.Said}"));
    }
}
