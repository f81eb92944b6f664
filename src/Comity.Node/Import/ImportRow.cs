using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>What is wrong with a cell. The message says what was expected and what was found.</summary>
/// <param name="Column">As the table calls it; the field's own name where no column holds it.</param>
public sealed record ImportFault(int Row, string Column, ImportField? Field, string Code, string Message);

/// <summary>A statement that a row asks for, checked like one typed in.</summary>
/// <param name="StandIn">Its id as far as the plan goes: the one it has where it was said before, else one that stands for it in what follows.</param>
/// <param name="Existing">Said before, word for word, by this member in this channel; null when it is to be signed.</param>
public sealed record PlannedStatement(string Kind, JsonObject Body, string Track, StatementId StandIn, StatementId? Existing);

/// <param name="Similar">An act of the record with the same day and headline or the same reference, or null.</param>
/// <param name="Repeats">An earlier row of this table that says the same, or null.</param>
public sealed record ImportRow(
    int Number, string Title, string Day, IReadOnlyList<PlannedStatement> Statements, IReadOnlyList<ImportFault> Faults, StatementId? Similar, int? Repeats)
{
    /// <summary>All it asks for has been said.</summary>
    public bool Recorded => Faults.Count == 0 && Statements.Count > 0 && Statements.All(s => s.Existing is not null);
}

/// <summary>What signing would do: nothing as long as there is a fault.</summary>
/// <param name="WithSimilar">Whether rows that look like what is recorded are signed too.</param>
public sealed record ImportPlan(IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportFault> Faults, bool WithSimilar)
{
    /// <summary>Rows that are signed, in their order.</summary>
    public IReadOnlyList<ImportRow> ToSign { get; } =
        Faults.Count > 0 ? [] : [.. Rows.Where(r => !r.Recorded && r.Repeats is null && (WithSimilar || r.Similar is null))];

    public int Statements { get; } = Faults.Count > 0 ? 0 : Rows.Where(r => !r.Recorded && r.Repeats is null && (WithSimilar || r.Similar is null)).Sum(r => r.Statements.Count(s => s.Existing is null));
}
