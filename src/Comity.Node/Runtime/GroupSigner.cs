using Comity.Node.Keys;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Signs what several callers say together, in sequence of index: each through the gate and admission like anybody's.</summary>
/// <remarks>
/// An id does not cover its signature, so a whole group is prepared one after another and then signed and verified on all cores: a key that has gone
/// bad would otherwise be found out only when what it signed cannot be taken back.
/// When one is refused, what was prepared after it had seen it: that is prepared again.
/// </remarks>
internal sealed class GroupSigner(NodeOptions options, KeyRing keys, HeldRecord held, RecordWriter writer)
{
    /// <summary>Leaves every saying signed, its statements in the record in memory, or refused. Within the turn.</summary>
    /// <returns>All that was signed, in order.</returns>
    /// <exception cref="NodeStoppedException">A saying was refused after part of it had joined the record.</exception>
    public IReadOnlyList<Statement> Sign(IReadOnlyList<Saying> sayings)
    {
        var left = sayings;
        while (left.Count > 0)
        {
            left = Prepare(left, out var prepared) is { } refused
                ? [.. left.Where(s => s != refused)]
                : Join(left, SignInParallel(prepared));
        }

        return [.. sayings.SelectMany(s => s.Signed)];
    }

    // Returns the saying that cannot be written down; null when all can.
    private Saying? Prepare(IReadOnlyList<Saying> sayings, out List<(PreparedStatement Statement, SigningKey Key)> prepared)
    {
        prepared = [];
        var edges = held.Read(r => sayings.Select(s => s.Channel).Distinct().ToDictionary(c => c, c => new JournalEdge(options, keys, r.Find(c)!)));
        foreach (var saying in sayings)
        {
            try
            {
                prepared.AddRange(saying.Drafts.Select(edges[saying.Channel].Prepare));
            }
            catch (ArgumentException refused)
            {
                saying.Refuse(refused);
                return saying;
            }
        }

        return null;
    }

    private Arrival[] SignInParallel(List<(PreparedStatement Statement, SigningKey Key)> prepared)
    {
        var signed = new Arrival[prepared.Count];
        Parallel.For(0, prepared.Count, i =>
        {
            var (unsigned, key) = prepared[i];
            signed[i] = StatementGate.TryRead(unsigned.Sign(key), out var statement, out var jws, out var fault)
                ? new Arrival(statement, jws, jws.HoldsFor(key.Public) ? key.Public : null, null, null)
                : new Arrival(null, null, null, null, fault);
        });
        return signed;
    }

    // Returns the sayings after the first that is refused.
    private IReadOnlyList<Saying> Join(IReadOnlyList<Saying> sayings, Arrival[] signed) => held.Read<IReadOnlyList<Saying>>(r =>
    {
        var next = 0;
        for (var i = 0; i < sayings.Count; i++)
        {
            foreach (var arrival in signed.AsSpan(next, sayings[i].Drafts.Count))
            {
                if (Refusal(r, arrival) is { } refusal)
                {
                    Refuse(sayings[i], refusal);
                    return [.. sayings.Skip(i + 1)];
                }

                r.Append(arrival.Statement!);
                sayings[i].Signed.Add(arrival.Statement!);
            }

            next += sayings[i].Drafts.Count;
        }

        return [];
    });

    private static string? Refusal(ForumRecord record, Arrival signed) => signed.Fault is { } fault
        ? $"{fault.Code}: {fault.Message}"
        : record.Judge(signed.Statement!, signed.Jws!, signed.VerifiedBy) switch
        {
            Admission.Admitted { IsNew: true } => null,
            Admission.Refused refused => $"{refused.Code}: {refused.Message}",
            _ => "expected this journal's next statement",
        };

    private void Refuse(Saying saying, string refusal)
    {
        if (saying.Signed.Count > 0)
        {
            // Those before it are in memory and nowhere else: nothing more may be built on them.
            throw writer.Stop("a statement was refused by this node's own rules after others of the same batch had been signed");
        }

        saying.Refuse(new ArgumentException(refusal));
    }
}
