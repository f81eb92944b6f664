using Comity.Record.Audit;

namespace Comity.Record.Exports;

/// <summary>What an export is found to be.</summary>
/// <param name="Head">Null when the first line cannot be read.</param>
/// <param name="Holders">Of one statement: which other members' signed statements in the file had seen it.</param>
public sealed record ExportReport(ExportHead? Head, ValueList<MemberId> Holders, AuditReport Audit);
