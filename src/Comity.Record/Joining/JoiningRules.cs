using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Record.Joining;

/// <summary>Whether each file of a founding is what was agreed, judged from the files alone.</summary>
/// <remarks>docs/spec/founding.md, "Rules"; each code names the attack it stops.</remarks>
public static class JoiningRules
{
    /// <summary>What keeps an invitation from being answered now.</summary>
    public static IEnumerable<Fault> OfInvitation(Invitation invitation, MemberId me, DateTimeOffset now)
    {
        if (invitation.Member != me)
        {
            yield return new Fault("member", "founding.invitation.other", $"expected an invitation of {me}, found one of {invitation.Member}");
        }

        if (now >= invitation.Expires)
        {
            yield return Expired(invitation);
        }
    }

    /// <summary>What keeps a reply from being taken for an invitation.</summary>
    /// <param name="others">Replies taken already, of other members.</param>
    public static IEnumerable<Fault> OfReply(Invitation invitation, JoiningReply reply, IEnumerable<JoiningReply> others, DateTimeOffset now)
    {
        if (reply.Invitation != invitation.Id || reply.Member != invitation.Member)
        {
            yield return new Fault("invitation", "founding.reply.invitation", $"expected a reply to the invitation of {invitation.Member} as sent, found one of {reply.Member} to another");
        }

        if (now >= invitation.Expires)
        {
            yield return Expired(invitation);
        }

        var taken = others.Select(o => o.Roster).Append(invitation.Convener).FirstOrDefault(r => r.Member != reply.Member && r.Root.Equals(reply.Roster.Root));
        if (taken is not null)
        {
            yield return new Fault("roster", "founding.reply.root", $"expected a root key of {reply.Member}'s own, found the one of {taken.Member}");
        }
    }

    /// <summary>What keeps a member from accepting a charter: everything in which it is not what the invitation said, or names another root.</summary>
    /// <param name="invitation">As read, its fingerprint compared.</param>
    /// <param name="mine">What this member replied.</param>
    public static IEnumerable<Fault> OfForum(FoundedForum forum, Invitation invitation, JoiningReply mine)
    {
        var (charter, convener) = (forum.Charter, invitation.Convener);
        foreach (var field in ForumTerms.Of(charter).DifferingFrom(invitation.Terms))
        {
            yield return new Fault(field, "founding.charter.terms", $"{field}: expected what the invitation said, found another; the terms were changed after you read them");
        }

        // The invitation's fingerprint vouches for the convener's root, and through it for the key that signs the charter.
        if (forum.CharterStatement.Member != convener.Member || charter.Find(convener.Member)?.Root != convener.Root.Thumbprint)
        {
            yield return new Fault("members", "founding.charter.convener", $"expected {convener.Member} under the root key of its invitation, found another");
        }

        if (convener.FindKey(forum.CharterStatement.KeyId) is not { } key || !forum.CharterJws.HoldsFor(key)
            || convener.FindKey(forum.List.KeyId) is not { } listKey || !forum.List.HoldsFor(listKey))
        {
            yield return new Fault("", "founding.charter.signature", $"expected a charter and a list signed by {convener.Member}, found another's signature");
        }

        if (charter.Find(mine.Member)?.Root != mine.Roster.Root.Thumbprint)
        {
            yield return new Fault("members", "founding.charter.own-root", $"expected {mine.Member} under your own root key, found another: whoever holds that key would speak in your name");
        }

        foreach (var fault in OfRoots(forum))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> OfRoots(FoundedForum forum)
    {
        foreach (var shared in forum.Charter.Members.GroupBy(m => m.Root, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return new Fault("members", "founding.charter.shared-root", $"expected a root key for each member, found one for {string.Join(" and ", shared.Select(m => m.Id))}");
        }

        foreach (var member in forum.Charter.Members.Where(m => forum.Members[m.Id].Roster.Root.Thumbprint != m.Root))
        {
            yield return new Fault("members", "founding.charter.foreign-root", $"expected a roster of {member.Id} under the root key the charter names, found one under another");
        }
    }

    private static Fault Expired(Invitation invitation) =>
        new("expires", "founding.invitation.expired", $"expected an answer before {invitation.Expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC; ask {invitation.Convener.Member} for a new invitation");
}
