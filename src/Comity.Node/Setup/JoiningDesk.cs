using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Node.Setup;

/// <summary>An invited member's side of a founding: it reads, compares digits, replies, and in the end accepts the charter.</summary>
/// <remarks>Each step can be done again and gives the same. docs/spec/founding.md.</remarks>
public sealed class JoiningDesk(NodeConfig config, MemberFiles files)
{
    private string InvitationPath => Path.Combine(config.House, House.InvitationName);

    private string ReplyPath => Path.Combine(config.House, House.ReplyName);

    /// <summary>Answers an invitation whose digits were heard from the convener itself.</summary>
    /// <returns>The reply, or what keeps it from being given.</returns>
    public (JoiningReply? Reply, IReadOnlyList<Fault> Faults) Answer(Invitation invitation, string heard, DateTimeOffset now)
    {
        if (files.Forum is not null)
        {
            return (null, [new Fault("forum", "founding.join.founded", $"{config.Forum}: expected no forum yet, found one; a node belongs to one forum")]);
        }

        var before = Read(InvitationPath, text => Invitation.TryRead(text, out var read, out _) ? read : null);
        var mine = Read(ReplyPath, text => JoiningReply.TryRead(text, out var read, out _) ? read : null);
        if (before?.Id == invitation.Id && mine?.Invitation == invitation.Id && Fingerprint.Matches(heard, invitation.Id))
        {
            return (mine, []);
        }

        var faults = JoiningRules.OfInvitation(invitation, config.Member, now).ToList();
        if (!Fingerprint.Matches(heard, invitation.Id))
        {
            faults.Add(Differs("invitation", invitation.Id, heard));
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        var text = JoiningReply.Sign(invitation.Id, files.Roster, config.Address, files.Key);
        if (!JoiningReply.TryRead(text, out var reply, out var fault))
        {
            return (null, [fault]);
        }

        House.Write(InvitationPath, invitation.Compact + "\n", overwrite: true);
        House.Write(ReplyPath, text + "\n", overwrite: true);
        return (reply, []);
    }

    /// <summary>Accepts a charter that is what the invitation said, its digits heard from another member. The node says so when it is served.</summary>
    public IReadOnlyList<Fault> Accept(FoundedForum forum, string heard)
    {
        if (files.Forum is { } held)
        {
            return held.Id == forum.Id ? [] : [new Fault("forum", "founding.join.founded", $"{config.Forum}: expected the forum {held.Id}, found {forum.Id}; a node belongs to one forum")];
        }

        if (Read(InvitationPath, text => Invitation.TryRead(text, out var read, out _) ? read : null) is not { } invitation
            || Read(ReplyPath, text => JoiningReply.TryRead(text, out var read, out _) ? read : null) is not { } mine)
        {
            return [new Fault("", "founding.join.unanswered", "expected a charter that follows an invitation you answered from here, found none answered")];
        }

        var faults = JoiningRules.OfForum(forum, invitation, mine).ToList();
        if (!Fingerprint.Matches(heard, forum.Id.Hash))
        {
            faults.Add(Differs("charter", forum.Id.Hash, heard));
        }

        if (faults.Count == 0)
        {
            House.Write(config.Forum, forum.Text);
        }

        return faults;
    }

    private static Fault Differs(string what, Hash256 id, string heard) =>
        new("fingerprint", "founding.fingerprint", $"expected the digits of this {what}, {Fingerprint.Of(id)}; heard {heard}");

    private static T? Read<T>(string path, Func<string, T?> read)
        where T : class => File.Exists(path) ? read(File.ReadAllText(path)) : null;
}
