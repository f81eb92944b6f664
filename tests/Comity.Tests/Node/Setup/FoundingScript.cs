using System.Text.Json;
using Comity.Node.Setup;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Signing;

namespace Comity.Tests.Node.Setup;

/// <summary>Members about to found a forum, each with a folder of its own; files go from hand to hand as the test says.</summary>
internal sealed class FoundingScript : IDisposable
{
    public static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    public static readonly TimeSpan Fortnight = TimeSpan.FromDays(14);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-founding-");
    private readonly Dictionary<string, SigningKey> _roots = [];

    /// <param name="members">The first convenes.</param>
    public FoundingScript(params string[] members)
    {
        Members = members.Length == 0 ? ["arda", "bera", "cirra"] : members;
        foreach (var member in Members)
        {
            var root = _roots[member] = SigningKey.Generate();
            var key = SigningKey.Generate();
            House.Write(PathOf(member, House.NodeKeyName), key.ToPem());
            House.Write(PathOf(member, House.RosterName), Roster.Sign(root, MemberId.Parse(member), 1, null, [key.Public]));
            House.Write(PathOf(member, NodeConfig.DefaultName), $$"""{ "member": "{{member}}", "address": "https://{{member}}.example", "listen": "127.0.0.1:7201", "gateway": { "proxies": ["127.0.0.1"] } }""");
        }
    }

    public string[] Members { get; }

    public string PathOf(string member, string name) => Path.Combine(_folder.FullName, member, name);

    public SigningKey RootOf(string member) => _roots[member];

    public NodeConfig Config(string member) => NodeConfigReader.Read(PathOf(member, NodeConfig.DefaultName)).Config!;

    public MemberFiles Files(string member) => Assert.IsType<MemberFiles>(MemberFiles.Read(Config(member), needsForum: false).Files);

    public FoundingDesk Convener => new(Config(Members[0]), Files(Members[0]));

    public JoiningDesk Desk(string member) => new(Config(member), Files(member));

    public ForumTerms Terms(string name = "Three rivers", params string[] organs)
    {
        var members = Members.Select(m => $$"""{ "id": "{{m}}", "kind": "{{(organs.Contains(m) ? "organ" : "party")}}", "names": { "en": "{{m}}" }, "capital": {}, "zone": "Etc/UTC" }""");
        var json = $$"""
            { "name": "{{name}}", "members": [{{string.Join(',', members)}}], "convener": "{{Members[0]}}", "tracks": ["economy"], "languages": ["en"], "levels": ["working"],
              "zone": "Etc/UTC", "timeZoneEdition": "2026f", "publishers": [], "notice": "" }
            """;
        Assert.True(ForumTerms.TryRead(JsonDocument.Parse(json).RootElement, out var terms, out var faults), string.Join('\n', faults));
        return terms;
    }

    public IReadOnlyDictionary<string, Invitation> Invite(ForumTerms? terms = null)
    {
        var (invitations, faults) = Convener.Invite(terms ?? Terms(), Fortnight, [], Now);
        Assert.Empty(faults);
        return invitations.ToDictionary(i => i.Member.ToString());
    }

    /// <summary>The member answers, the digits heard as they are.</summary>
    public JoiningReply Answers(string member, Invitation invitation)
    {
        var (reply, faults) = Desk(member).Answer(invitation, Fingerprint.Of(invitation.Id), Now);
        Assert.Empty(faults);
        return reply!;
    }

    public void Takes(JoiningReply reply) => Assert.Empty(Convener.Take(reply, Fingerprint.Of(reply.Id), Now));

    /// <summary>Everybody answered and was taken, the charter is signed.</summary>
    public FoundedForum Founded()
    {
        foreach (var (member, invitation) in Invite())
        {
            Takes(Answers(member, invitation));
        }

        var (forum, faults) = Convener.Found(Now);
        Assert.Empty(faults);
        return forum!;
    }

    public static string[] Codes(IEnumerable<Fault> faults) => [.. faults.Select(f => f.Code).Distinct(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
