using System.Globalization;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>A forum laid down in a folder, so that nodes in processes of their own find keys, rosters, charter and ports there.</summary>
internal sealed class ForumFolder : IDisposable
{
    private readonly string _folder;

    private ForumFolder(string folder)
    {
        _folder = folder;
        Charter = StatementGate.TryRead(Text("charter"), out var read, out _) ? read : throw new InvalidOperationException();
        Members = [.. Text("members").Split(' ').Select(MemberId.Parse)];
    }

    public string Path => _folder;

    public Statement Charter { get; }

    public IReadOnlyList<MemberId> Members { get; }

    /// <summary>In a temporary folder, gone with it. The first member convenes.</summary>
    public static ForumFolder Found(params MemberId[] members)
    {
        var folder = Directory.CreateTempSubdirectory("comity-forum-").FullName;
        var keys = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var roots = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var none = new Dictionary<string, string>();
        foreach (var member in members)
        {
            File.WriteAllText(At(folder, $"{member}.roster"), Roster.Sign(roots[member], member, 1, null, [keys[member].Public]));
            File.WriteAllText(At(folder, $"{member}.key"), keys[member].ToPem());
            Directory.CreateDirectory(At(folder, member.ToString()));
        }

        var charter = Founding.SignCharter(
            new Charter("Forum of processes", members.Select(m => new CharterMember(m, "party", roots[m].Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(),
                members[0], ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", members.ToValueList(), "", File.ReadAllText(At(folder, $"{members[0]}.roster"))),
            members[0], keys[members[0]], "Registry", "working", FixedClock.Start);
        File.WriteAllText(At(folder, "charter"), charter.Compact);
        File.WriteAllText(At(folder, "members"), string.Join(' ', members));
        return new ForumFolder(folder);
    }

    /// <summary>The one that another process founded.</summary>
    public static ForumFolder Of(string folder) => new(folder);

    /// <summary>From now on one member's node reaches another's by this port; its own is under its own name.</summary>
    public void SetPort(MemberId from, MemberId to, int port) => File.WriteAllText(At(_folder, $"{from}-{to}.port"), port.ToString(CultureInfo.InvariantCulture));

    public int Port(MemberId from, MemberId to) => int.Parse(Text($"{from}-{to}.port"), CultureInfo.InvariantCulture);

    public SigningKey KeyOf(MemberId member) => SigningKey.FromPem(Text($"{member}.key"));

    public string RosterOf(MemberId member) => Text($"{member}.roster");

    public string DataOf(MemberId member) => At(_folder, member.ToString());

    /// <param name="peers">Whether the others' nodes are asked; else the node is alone.</param>
    public NodeOptions OptionsOf(MemberId member, bool peers = true, TimeSpan skew = default) => new(
        member, Charter.Id, KeyOf(member), RosterOf(member), DataOf(member), [Desk], new Dictionary<Hash256, Officer>(),
        !peers ? [] : [.. Members.Where(m => m != member).Select(m => new PeerOptions(m, new Uri($"http://127.0.0.1:{Port(member, m)}"), [KeyOf(m).Public]))],
        new FixedClock(skew));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Text(string name) => File.ReadAllText(At(_folder, name));

    private static string At(string folder, string name) => System.IO.Path.Combine(folder, name);
}
