namespace Comity.Record.Audit;

/// <summary>A stored statement as an auditor finds it: what the storage says it is, and its text.</summary>
public sealed record AuditedStatement(ChannelId Channel, MemberId Member, long Index, StatementId Id, string Compact);

/// <param name="Where">Channel, member and index, or the whole.</param>
/// <param name="Code">Stable, dotted.</param>
/// <param name="Message">Expected, found, what still holds.</param>
public sealed record AuditFinding(string Where, string Code, string Message);

/// <param name="Signatures">Signatures verified one by one; the other statements are held by the head's root.</param>
public sealed record AuditReport(long Journals, long Statements, long Signatures, ValueList<AuditFinding> Findings)
{
    public bool IsSound => Findings.Count == 0;
}
