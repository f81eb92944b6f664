using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Forum.Repins;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Forum;

/// <summary>How a forum comes to be: charter, acceptances, and the roster at the head of every journal.</summary>
/// <remarks>docs/spec/statement.md, "Founding".</remarks>
public static class Founding
{
    private const string RosterField = "roster";
    private const string RepinsField = "repins";
    private const int MostRepins = 8;

    /// <summary>The founder's charter, signed: index 0 of its plenary journal.</summary>
    /// <param name="roster">The founder's roster, compact; its keys include <paramref name="key"/>.</param>
    public static Statement SignCharter(Charter charter, MemberId founder, SigningKey key, string office, string level, DateTimeOffset claimedAt) =>
        StatementSigner.Sign(
            new StatementDraft(RecordKinds.Charter, null, null, [], charter.ToBody(), office, level, claimedAt),
            null, ChannelId.Plenary, founder, Seen.Nothing(ChannelId.Plenary.MembersIn(charter.MemberIds)), SequenceOf(charter.Roster), key);

    /// <summary>What opens a journal: the acceptance in plenary, the adoption of the roster elsewhere.</summary>
    /// <param name="isFirst">False for a later adoption, the journal's cut-off.</param>
    public static StatementDraft Opening(
        StatementId forum, ChannelId channel, string roster, string office, string level, DateTimeOffset claimedAt, IReadOnlyList<string>? repins = null, bool isFirst = true) =>
        new(channel.IsPlenary && isFirst ? RecordKinds.CharterAccepted : RecordKinds.RosterAdopted, null, null,
            channel.IsPlenary && isFirst ? [forum] : [], BodyOf(roster, repins ?? []), office, level, claimedAt);

    /// <summary>The roster a draft carries; null when its kind carries none, or it cannot be read.</summary>
    public static Roster? RosterCarriedBy(StatementDraft draft) =>
        CarriesRoster(draft.Kind) && Roster.TryRead((string?)draft.Body[RosterField] ?? "", out var roster, out _) ? roster : null;

    private static JsonObject BodyOf(string roster, IReadOnlyList<string> repins)
    {
        var body = new JsonObject { [RosterField] = roster };
        if (repins.Count > 0)
        {
            body[RepinsField] = new JsonArray([.. repins.Select(r => JsonValue.Create(r))]);
        }

        return body;
    }

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

    /// <summary>The roster a statement carries, when it stands by itself: well formed, its author's, under its author's root key.</summary>
    public static Roster? RosterUnder(Charter charter, StatementId forum, Statement carrier) =>
        RosterIn(carrier)?.Roster is { } roster && RootFault(charter, forum, carrier, roster, before: null) is null ? roster : null;

    /// <summary>Why the root key of a roster does not count where a statement carries it; null when it does.</summary>
    /// <remarks>It is the one the charter names, or certificates in the statement lead from that to it, by way of the one the journal relied on before.</remarks>
    /// <param name="before">The roster its journal relied on before it; null where that is not known.</param>
    internal static Fault? RootFault(Charter charter, StatementId forum, Statement statement, Roster roster, Roster? before)
    {
        if (roster.Member != statement.Member || charter.Find(statement.Member) is null || !TryRepins(statement, out var repins))
        {
            return new Fault(RosterField, "record.roster.root", $"expected a roster of {statement.Member} under the root key the charter names");
        }

        var (roots, fault) = RepinCertificate.Follow(repins, charter, forum, statement.Member);
        return roots is null ? fault
            : roots[^1] != roster.Root.Thumbprint ? new Fault(RosterField, "record.roster.root", $"expected a roster of {statement.Member} under its root key, which {(repins.Count == 0 ? "the charter names" : "was re-pinned")}: {roots[^1]}; found one under {roster.Root.Thumbprint}")
            : before is not null && !roots.Contains(before.Root.Thumbprint) ? new Fault(RosterField, "record.roster.root-back", $"expected a roster under {before.Root.Thumbprint}, which this journal relies on, or one re-pinned after it; found one under {roots[^1]}")
            : null;
    }

    private static bool TryRepins(Statement statement, out List<string> repins)
    {
        repins = [];
        if (!statement.Body.TryGetProperty(RepinsField, out var list) || statement.Kind == RecordKinds.Charter)
        {
            return true;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostRepins || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        repins.AddRange(list.EnumerateArray().Select(item => item.GetString()!));
        return true;
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
        if (RootFault(charter, record.ForumId, statement, roster, journal.Roster) is { } foreign)
        {
            return (null, foreign);
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
