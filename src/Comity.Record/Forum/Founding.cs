using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Forum;

/// <summary>How a forum comes to be: charter, acceptances, and the roster at the head of every journal.</summary>
/// <remarks>docs/spec/statement.md, "Founding".</remarks>
public static class Founding
{
    private const string RosterField = "roster";

    /// <summary>The founder's charter, signed: index 0 of its plenary journal.</summary>
    /// <param name="roster">The founder's roster, compact; its keys include <paramref name="key"/>.</param>
    public static Statement SignCharter(Charter charter, MemberId founder, SigningKey key, string office, string level, DateTimeOffset claimedAt) =>
        StatementSigner.Sign(
            new StatementDraft(RecordKinds.Charter, null, null, [], charter.ToBody(), office, level, claimedAt),
            null, ChannelId.Plenary, founder, Seen.Nothing(ChannelId.Plenary.MembersIn(charter.MemberIds)), SequenceOf(charter.Roster), key);

    /// <summary>What opens a journal: the acceptance in plenary, the adoption of the roster elsewhere.</summary>
    public static StatementDraft Opening(StatementId forum, ChannelId channel, string roster, string office, string level, DateTimeOffset claimedAt) =>
        new(channel.IsPlenary ? RecordKinds.CharterAccepted : RecordKinds.RosterAdopted, null, null,
            channel.IsPlenary ? [forum] : [], new JsonObject { [RosterField] = roster }, office, level, claimedAt);

    public static bool CarriesRoster(string kind) => kind is RecordKinds.Charter or RecordKinds.CharterAccepted or RecordKinds.RosterAdopted;

    /// <summary>The kind that must stand at index 0 of a journal.</summary>
    internal static string OpeningKind(ForumRecord record, Statement statement) => !statement.Channel.IsPlenary
        ? RecordKinds.RosterAdopted
        : statement.Id == record.ForumId ? RecordKinds.Charter : RecordKinds.CharterAccepted;

    internal static (Charter? Charter, Fault? Fault) CharterIn(Statement statement) =>
        Charter.TryRead(statement.Body, out var charter, out var fault) ? (charter, null) : (null, fault);

    /// <summary>The roster a statement carries, read and root-signed; null when its kind carries none.</summary>
    public static (Roster? Roster, Fault? Fault)? RosterIn(Statement statement)
    {
        if (!CarriesRoster(statement.Kind))
        {
            return null;
        }

        return statement.Body.TryGetProperty(RosterField, out var text) && text.ValueKind == JsonValueKind.String
            ? Roster.TryRead(text.GetString()!, out var roster, out var fault) ? (roster, null) : (null, fault)
            : (null, new Fault(RosterField, "record.roster.missing", "expected the member's roster in the body"));
    }

    /// <summary>The roster a statement adopts, when it may: of its author, under the root the charter pins, and higher than the one before.</summary>
    internal static (Roster? Roster, Fault? Fault) RosterFor(ForumRecord record, Journal journal, Statement statement)
    {
        var (roster, fault) = RosterIn(statement)!.Value;
        if (roster is null)
        {
            return (null, fault);
        }

        var charter = record.Charter ?? CharterIn(statement).Charter!;
        if (roster.Member != statement.Member || roster.Root.Thumbprint != charter.Find(statement.Member)!.Root)
        {
            return (null, new Fault(RosterField, "record.roster.root", $"expected a roster of {statement.Member} under the root key the charter names"));
        }

        if (journal.Size > 0 && statement.Kind != RecordKinds.RosterAdopted)
        {
            return (null, new Fault("", "record.opening.again", $"{statement.Kind} stands at index 0 only"));
        }

        if (journal.Roster is { } before && (roster.Sequence <= before.Sequence || roster.Previous is null))
        {
            return (null, new Fault(RosterField, "record.roster.not-higher", $"expected a roster above {before.Sequence} that names its previous, found {roster.Sequence}"));
        }

        // A journal may pass over rosters it never used; only of the very next one is the previous known here.
        return journal.Roster is { } last && roster.Sequence == last.Sequence + 1 && roster.Previous != last.Id
            ? (null, new Fault(RosterField, "record.roster.previous", $"expected a roster after {last.Id}, found one after {roster.Previous}"))
            : (roster, null);
    }

    private static int SequenceOf(string compact) => Roster.TryRead(compact, out var roster, out var fault)
        ? roster.Sequence
        : throw new ArgumentException($"{fault.Code}: {fault.Message}", nameof(compact));
}
