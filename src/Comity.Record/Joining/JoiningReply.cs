using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Comity.Record.Forum;
using Comity.Record.Signing;

namespace Comity.Record.Joining;

/// <summary>An invited member's answer: this is my root, by this roster, and this is where my node answers.</summary>
/// <remarks>Wire form: docs/spec/founding.md, "Reply". Binds nobody: the acceptance of the charter does, later.</remarks>
public sealed class JoiningReply
{
    public const string Type = "comity-joining+jws";

    private static readonly string[] Fields = ["invitation", SignedFile.RosterField, "address"];

    private JoiningReply(Jws jws, Hash256 invitation, Roster roster, Uri address)
    {
        Id = jws.Id;
        Compact = jws.Compact;
        Invitation = invitation;
        Roster = roster;
        Address = address;
    }

    public Hash256 Id { get; }

    public string Compact { get; }

    /// <summary>Id of the invitation it answers: so its fingerprint vouches for the terms as received, too.</summary>
    public Hash256 Invitation { get; }

    public MemberId Member => Roster.Member;

    public Roster Roster { get; }

    public Uri Address { get; }

    public static string Sign(Hash256 invitation, Roster roster, Uri address, SigningKey key) => SignedFile.Sign(key, Type, new JsonObject
    {
        ["invitation"] = invitation.ToString(),
        [SignedFile.RosterField] = roster.Compact,
        ["address"] = address.ToString(),
    });

    public static bool TryRead(string text, [NotNullWhen(true)] out JoiningReply? reply, [NotNullWhen(false)] out Fault? fault)
    {
        reply = null;
        if (!SignedFile.TryRead(text, Type, out var jws, out var json, out var roster, out fault))
        {
            return false;
        }

        if (!json.EnumerateObject().Select(f => f.Name).ToHashSet(StringComparer.Ordinal).SetEquals(Fields)
            || !Hash256.TryParse(SignedFile.Text(json, "invitation"), out var invitation) || SignedFile.Address(json, "address") is not { } address)
        {
            fault = new Fault("", "founding.reply.form", $"expected a reply: exactly {string.Join(", ", Fields)}");
            return false;
        }

        reply = new JoiningReply(jws, invitation, roster, address);
        return true;
    }
}
