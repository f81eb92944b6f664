using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary>One of the three files of a founding, whichever it is; else what is wrong with it.</summary>
internal sealed record FoundingFile(Invitation? Invitation, JoiningReply? Reply, FoundedForum? Forum, IReadOnlyList<Fault> Faults)
{
    /// <summary>Longest file taken, in characters: two compact JWS and their line ends.</summary>
    private const int MaxLength = 160 * 1024;

    public static FoundingFile Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return Wrong([new Fault("", "founding.file.long", $"expected at most {MaxLength} characters, found {text.Length}")]);
        }

        if (text.Trim().Contains('\n', StringComparison.Ordinal))
        {
            return FoundedForum.TryRead(text, out var forum, out var fault) ? new FoundingFile(null, null, forum, []) : Wrong([fault]);
        }

        if (JoiningReply.TryRead(text, out var reply, out var noReply))
        {
            return new FoundingFile(null, reply, null, []);
        }

        // The header names the type: what is no reply by its header is judged as an invitation.
        return Invitation.TryRead(text, out var invitation, out var faults) ? new FoundingFile(invitation, null, null, [])
            : Wrong(faults is [{ Code: "record.jws.header" }] ? [noReply] : faults);
    }

    private static FoundingFile Wrong(IReadOnlyList<Fault> faults) => new(null, null, null, faults);
}
