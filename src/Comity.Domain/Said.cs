using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Domain;

/// <summary>A statement with its body read. Equal when the statement is.</summary>
public sealed record Said(Statement Statement, IBody Body)
{
    public StatementId Id => Statement.Id;

    public MemberId Author => Statement.Member;

    public long Index => Statement.Index;

    public bool Equals(Said? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>A kind this edition does not know: kept, relayed and shown as such; no capability reads it.</summary>
public sealed record UnknownBody : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

/// <summary>A known kind whose body cannot be read: kept, without effect, with the reasons.</summary>
public sealed record UnreadableBody(ValueList<Fault> Reasons) : IBody
{
    public IEnumerable<Fault> Faults() => Reasons;
}
