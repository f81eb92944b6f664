using System.CommandLine;
using Comity.Cli.Setup;

namespace Comity.Cli.Verbs;

/// <summary><c>comity invite …</c>: the convener's side of founding a forum among machines, a file per sub-verb.</summary>
public static class InviteVerb
{
    public static Command Command() => new("invite", "Found a forum: draft its terms, invite members, take their replies, sign the charter")
    {
        DraftTerms.Command(),
        SendInvitations.Command(),
        TakeReply.Command(),
        FoundForum.Command(),
    };
}
