using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Audit;

/// <summary>A stored text on its way through an audit.</summary>
internal sealed class AuditedText
{
    private AuditedText(AuditedStatement stored) => Stored = stored;

    public AuditedStatement Stored { get; }

    public Statement? Statement { get; private init; }

    public Jws? Jws { get; private init; }

    public Fault? Fault { get; private init; }

    public string Where => $"{Stored.Channel}/{Stored.Member}/{Stored.Index}";

    /// <summary>The journal it stands in; null when it has no place there.</summary>
    public AuditedJournal? Place { get; set; }

    /// <summary>The key its author's roster names for it; null when there is none.</summary>
    public PublicKey? Key { get; set; }

    /// <summary>The journal's root before it.</summary>
    public Hash256 RootBefore { get; private set; }

    /// <summary>False when its own signature was looked at and does not hold.</summary>
    public bool Holds { get; private set; } = true;

    public static AuditedText Read(AuditedStatement stored) => StatementGate.TryRead(stored.Compact, out var statement, out var jws, out var fault)
        ? new AuditedText(stored) { Statement = statement, Jws = jws }
        : new AuditedText(stored) { Fault = fault };

    /// <summary>Computes what takes longest. Nobody changes the journal meanwhile.</summary>
    public void Look(bool everySignature)
    {
        if (Place is { } journal && Statement is { } statement)
        {
            RootBefore = journal.Tree.RootAt(statement.Index);
            Holds = !everySignature || (Key is not null && Jws!.HoldsFor(Key));
        }
    }
}
