using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Joining;

/// <summary>The convener's word to one member: these are the terms, this is my root, answer until then.</summary>
/// <remarks>Wire form: docs/spec/founding.md, "Invitation". Genuine only once its fingerprint was compared by another way.</remarks>
public sealed class Invitation
{
    public const string Type = "comity-invitation+jws";

    private static readonly string[] Fields = ["terms", "member", SignedFile.RosterField, "address", "expires", "nonce"];

    private Invitation(Jws jws, ForumTerms terms, MemberId member, Roster convener, Uri address, DateTimeOffset expires)
    {
        Id = jws.Id;
        Compact = jws.Compact;
        Terms = terms;
        Member = member;
        Convener = convener;
        Address = address;
        Expires = expires;
    }

    public Hash256 Id { get; }

    public string Compact { get; }

    public ForumTerms Terms { get; }

    /// <summary>Whom it invites; one of the terms' members, never the convener.</summary>
    public MemberId Member { get; }

    /// <summary>The convener's roster: its root is what the fingerprint vouches for.</summary>
    public Roster Convener { get; }

    /// <summary>The convener's node.</summary>
    public Uri Address { get; }

    /// <summary>The first moment at which it is no longer good.</summary>
    public DateTimeOffset Expires { get; }

    /// <param name="nonce">Random, so that an invitation sent again is another one.</param>
    public static string Sign(ForumTerms terms, MemberId member, Roster convener, Uri address, DateTimeOffset expires, Hash256 nonce, SigningKey key) =>
        SignedFile.Sign(key, Type, new JsonObject
        {
            ["terms"] = terms.ToJson(),
            ["member"] = member.ToString(),
            [SignedFile.RosterField] = convener.Compact,
            ["address"] = address.ToString(),
            ["expires"] = expires.UtcDateTime.ToString(StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture),
            ["nonce"] = nonce.ToString(),
        });

    /// <summary>Reads an invitation and checks that it is whole and of one hand; whether that hand is the convener's, only the fingerprint shows.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Invitation? invitation, out ValueList<Fault> faults)
    {
        invitation = null;
        if (!SignedFile.TryRead(text, Type, out var jws, out var json, out var convener, out var fault))
        {
            faults = [fault];
            return false;
        }

        if (!json.EnumerateObject().Select(f => f.Name).ToHashSet(StringComparer.Ordinal).SetEquals(Fields)
            || !MemberId.TryParse(SignedFile.Text(json, "member"), out var member)
            || SignedFile.Address(json, "address") is not { } address
            || !Hash256.TryParse(SignedFile.Text(json, "nonce"), out _)
            || !DateTimeOffset.TryParseExact(SignedFile.Text(json, "expires"), StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires))
        {
            faults = [new Fault("", "founding.invitation.form", $"expected an invitation: exactly {string.Join(", ", Fields)}")];
            return false;
        }

        if (!ForumTerms.TryRead(json.GetProperty("terms"), out var terms, out faults))
        {
            return false;
        }

        faults = Faults(terms, member, convener).ToValueList();
        invitation = faults.Count == 0 ? new Invitation(jws, terms, member, convener, address, expires) : null;
        return invitation is not null;
    }

    private static IEnumerable<Fault> Faults(ForumTerms terms, MemberId member, Roster convener)
    {
        if (convener.Member != terms.Convener)
        {
            yield return new Fault("roster", "founding.invitation.convener", $"expected an invitation by the terms' convener {terms.Convener}, found one by {convener.Member}");
        }

        if (member == terms.Convener || terms.Members.All(m => m.Id != member))
        {
            yield return new Fault("member", "founding.invitation.member", $"expected a member of the terms other than the convener, found {member}");
        }
    }
}
