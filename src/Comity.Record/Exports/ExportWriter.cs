using System.Security.Cryptography;
using System.Text;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Exports;

/// <summary>Makes the lines of an export. What is written is to be audited (<see cref="ExportAudit"/>) before it is handed on.</summary>
/// <remarks>docs/spec/export.md. Lines come without their line feeds.</remarks>
public static class ExportWriter
{
    /// <summary>The whole channel.</summary>
    public static IEnumerable<string> Channel(ExportSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Statement[] statements = [source.Charter, .. source.Statements.Where(s => s.Id != source.Charter.Id)];
        return Ended([source.Head(null).ToLine(), KeysOf(statements), .. statements.Select(s => s.Compact)]);
    }

    /// <summary>One statement, who has said to hold it, and the proofs.</summary>
    /// <returns>Null when the channel does not hold the statement.</returns>
    public static IEnumerable<string>? One(ExportSource source, StatementId id)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Statements.FirstOrDefault(s => s.Id == id) is not { } one)
        {
            return null;
        }

        var witnesses = Witnesses([.. source.Statements.Where(s => s.Id == id || source.May(s))], one);
        var statements = Shown(source.Charter, source.Statements, one, witnesses);
        var proofs = Needed(statements, one, witnesses).Select(need => Proof(source, need.Of, need.In));
        return Ended([source.Head(id).ToLine(), KeysOf(statements), .. statements.Select(s => s.Compact), .. proofs.Select(p => p.ToLine())]);
    }

    /// <summary>The statements that an export of one holds, in their order: nothing that is not needed.</summary>
    internal static IReadOnlyList<Statement> Shown(Statement charter, IReadOnlyList<Statement> statements, Statement one, IEnumerable<Statement> witnesses)
    {
        var shown = new SortedDictionary<(MemberId, long), Statement>();
        foreach (var statement in witnesses.Prepend(one))
        {
            shown[(statement.Member, statement.Index)] = statement;
            if (CarrierFor(statements, statement) is { } carrier)
            {
                shown[(carrier.Member, carrier.Index)] = carrier;
            }
        }

        return [charter, .. shown.Values.Where(s => s.Id != charter.Id)];
    }

    /// <summary>The proofs that an export of one statement holds, in their order.</summary>
    /// <param name="statements">The statements of the file, in their order.</param>
    internal static IEnumerable<(Statement Of, Statement In)> Needed(IReadOnlyList<Statement> statements, Statement one, IReadOnlyCollection<Statement> witnesses)
    {
        foreach (var within in statements)
        {
            var carrier = CarrierFor(statements, within);
            foreach (var of in statements)
            {
                if (of.Id != within.Id && ((of.Id == one.Id && witnesses.Contains(within)) || of.Id == carrier?.Id))
                {
                    yield return (of, within);
                }
            }
        }
    }

    /// <summary>The last statement up to this one, in its own journal, that carries a roster; itself where it carries one.</summary>
    internal static Statement? CarrierFor(IReadOnlyList<Statement> statements, Statement of) => Founding.CarriesRoster(of.Kind)
        ? of
        : statements.LastOrDefault(s => s.Member == of.Member && s.Channel == of.Channel && s.Index < of.Index && Founding.CarriesRoster(s.Kind));

    // The first of each other member to have seen it; where there is none, the author's own last word.
    internal static List<Statement> Witnesses(IReadOnlyList<Statement> statements, Statement one)
    {
        var others = statements.Where(s => s.Member != one.Member && s.Seen.TryGetValue(one.Member, out var seen) && seen.Size > one.Index)
            .GroupBy(s => s.Member).Select(g => g.MinBy(s => s.Index)!).ToList();
        var last = statements.Last(s => s.Member == one.Member && s.Channel == one.Channel);
        return others.Count > 0 ? others : last.Id == one.Id ? [] : [last];
    }

    private static ExportProof Proof(ExportSource source, Statement of, Statement within)
    {
        var head = within.Seen[of.Member];
        return new ExportProof(of.Id, of.Index, within.Id, head, source.TreeOf(of.Member).InclusionProof(of.Index, head.Size));
    }

    internal static string KeysOf(IEnumerable<Statement> statements) =>
        ExportFormat.KeysLine(statements.Select(s => Founding.RosterIn(s)?.Roster).OfType<Roster>().SelectMany(r => r.Keys));

    private static IEnumerable<string> Ended(IEnumerable<string> lines)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        foreach (var line in lines)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(line));
            digest.AppendData("\n"u8);
            count++;
            yield return line;
        }

        yield return ExportFormat.EndLine(count, new Hash256(digest.GetHashAndReset()));
    }
}
