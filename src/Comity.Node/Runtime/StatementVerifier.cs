using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>Checks one statement here and now, from the bytes in the store: nothing remembered is believed.</summary>
public static class StatementVerifier
{
    public static VerificationReport Verify(NodeRecord record, StatementId id)
    {
        var steps = new List<VerificationStep>();
        if (record.Store.Find(id) is not { } stored || !StatementGate.TryRead(stored.Compact, out var statement, out var jws, out var fault))
        {
            steps.Add(new VerificationStep("gate", false, "no statement with this id passes the gate here"));
            return new VerificationReport(id, false, steps.ToValueList(), [], TreeHead.Empty);
        }

        steps.Add(new VerificationStep("gate", true, $"{stored.Compact.Length} characters, well formed"));
        steps.Add(new VerificationStep("id", statement.Id == id, $"SHA-256 of the signing input is {statement.Id}"));

        var roster = RosterAt(record, statement);
        var key = roster?.FindKey(statement.KeyId);
        steps.Add(new VerificationStep("roster", key is not null, key is null
            ? $"key {statement.KeyId} is not in the roster of {statement.Member}"
            : $"key {statement.KeyId} is in roster {roster!.Sequence} of {statement.Member}, under the root key the charter names"));
        steps.Add(SignatureStep(record, statement, jws, key));

        var (head, proof) = record.Read(r =>
        {
            var journal = r.Find(statement.Channel)![statement.Member];
            return (journal.Head, journal.Tree.InclusionProof(statement.Index, journal.Size));
        });
        steps.Add(new VerificationStep(
            "inclusion", MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(statement.Id), statement.Index, head, proof),
            $"index {statement.Index} of {head.Size}, {proof.Count} hashes up to root {head.Root}"));

        var holders = record.Read(r => r.Find(statement.Channel)!.Journals
            .Where(j => j.Member != statement.Member && j.Last?.Seen[statement.Member].Size > statement.Index).Select(j => j.Member.ToString()).ToList());
        steps.Add(new VerificationStep("countersigned", true, holders.Count == 0 ? "nobody else has said to hold it yet" : "held by " + string.Join(", ", holders)));
        return new VerificationReport(id, steps.TrueForAll(s => s.Good), steps.ToValueList(), proof, head);
    }

    // Its own signature; or, where that does not hold, the one of a later statement that commits to it.
    private static VerificationStep SignatureStep(NodeRecord record, Statement statement, Jws jws, PublicKey? key)
    {
        if (key is null || jws.HoldsFor(key))
        {
            return new VerificationStep("signature", key is not null, key is null ? "no key to check with" : "ES256, over the bytes as received");
        }

        var head = record.Read(r => r.Find(statement.Channel)?.Find(statement.Member)?.Last);
        var holds = head is not null && head.Index > statement.Index && Jws.TryRead(head.Compact, StatementGate.Type, out var last, out _)
            && RosterAt(record, head)?.FindKey(head.KeyId) is { } headKey && last.HoldsFor(headKey);
        return new VerificationStep("signature", holds, holds
            ? $"its own does not hold; that of {head!.Id}, index {head.Index} of the same journal, does, and the root it signs covers this statement"
            : "does not hold, and no later statement of its journal vouches for it");
    }

    // The roster that counted at the statement's place: the last one its journal adopted up to there.
    private static Roster? RosterAt(NodeRecord record, Statement statement)
    {
        var place = record.Read(r => r.Find(statement.Channel)?.Find(statement.Member)?.Forks.RosterPlaceAt(statement.Index));
        return place is { } at && record.Store.ReadJournal(statement.Channel, statement.Member, at, 1) is [var carrier] && StatementGate.TryRead(carrier.Compact, out var carrying, out _) && record.Read(r => r.Charter) is { } charter
            ? Founding.RosterUnder(charter, record.Read(r => r.ForumId), carrying)
            : null;
    }
}
