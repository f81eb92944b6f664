using Comity.Node.Keys;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Signs what several callers say together, in sequence of index: each through the gate and admission like anybody's.</summary>
/// <remarks>
/// An id does not cover its signature, so a whole group is prepared one after another and then signed on all cores. Of each journal the last signature
/// is verified before anything joins the record, since a key that has gone bad would otherwise be found out only when what it signed cannot be taken
/// back; it vouches for those before it (docs/spec/statement.md, "Authentic"), whose own are looked at in the background, as those of others are.
/// When one is refused, what was prepared after it had seen it: that is prepared again.
/// </remarks>
internal sealed class GroupSigner(NodeOptions options, KeyRing keys, HeldRecord held, RecordWriter writer, SignatureAudit signatures)
{
    /// <summary>Leaves every saying signed, its statements in the record in memory, or refused. Within the turn.</summary>
    /// <returns>All that was signed, in order.</returns>
    /// <exception cref="NodeStoppedException">A saying was refused after part of it had joined the record.</exception>
    public IReadOnlyList<Statement> Sign(IReadOnlyList<Saying> sayings)
    {
        var left = sayings;
        var joined = new List<Arrival>();
        while (left.Count > 0)
        {
            left = Prepare(left, out var prepared) is { } refused
                ? [.. left.Where(s => s != refused)]
                : Join(left, SignInParallel(prepared), joined);
        }

        EnsureVouchedFor(joined);
        signatures.Looked([.. joined.Where(a => a.VerifiedBy is not null).Select(a => a.Statement!.Id)]);
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

    private static Arrival[] SignInParallel(List<(PreparedStatement Statement, SigningKey Key)> prepared)
    {
        var signed = new Arrival[prepared.Count];
        Parallel.For(0, prepared.Count, i => signed[i] = Sign(prepared[i].Statement, prepared[i].Key));
        var heads = Heads(signed);
        Parallel.ForEach(heads, i => signed[i] = Verified(signed[i]));
        if (heads.Exists(i => signed[i].VerifiedBy is null))
        {
            // Something signs badly: each has to hold by itself.
            Parallel.For(0, signed.Length, i => signed[i] = Verified(signed[i]) with { HeadKey = null });
        }

        return signed;
    }

    // Each journal's last, and the last before each roster, across which nothing vouches; what carries a roster stands by itself.
    private static List<int> Heads(IReadOnlyList<Arrival> signed)
    {
        var heads = new List<int>();
        var vouched = new HashSet<ChannelId>();
        for (var i = signed.Count - 1; i >= 0; i--)
        {
            if (signed[i].Statement is not { } statement)
            {
                continue;
            }

            if (Founding.CarriesRoster(statement.Kind))
            {
                heads.Add(i);
                vouched.Remove(statement.Channel);
            }
            else if (vouched.Add(statement.Channel))
            {
                heads.Add(i);
            }
        }

        return heads;
    }

    private static Arrival Sign(PreparedStatement unsigned, SigningKey key) => StatementGate.TryRead(unsigned.Sign(key), out var statement, out var jws, out var fault)
        ? new Arrival(statement, jws, null, key.Public, null)
        : new Arrival(null, null, null, null, fault);

    private static Arrival Verified(Arrival signed) => signed.VerifiedBy is null && signed.HeadKey is { } key && signed.Jws!.HoldsFor(key) ? signed with { VerifiedBy = key } : signed;

    // The statement that was to vouch for those before it may have been refused.
    private void EnsureVouchedFor(List<Arrival> joined)
    {
        if (Heads(joined).Exists(i => Verified(joined[i]).VerifiedBy is null))
        {
            throw writer.Stop("a signature made here does not hold under its own key");
        }
    }

    // Returns the sayings after the first that is refused.
    private IReadOnlyList<Saying> Join(IReadOnlyList<Saying> sayings, Arrival[] signed, List<Arrival> joined) => held.Read<IReadOnlyList<Saying>>(r =>
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
                joined.Add(arrival);
            }

            next += sayings[i].Drafts.Count;
        }

        return [];
    });

    private static string? Refusal(ForumRecord record, Arrival signed) => signed.Fault is { } fault
        ? $"{fault.Code}: {fault.Message}"
        : record.Judge(signed.Statement!, signed.Jws!, signed.VerifiedBy, signed.HeadKey) switch
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
