using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <param name="Repeated">Held already.</param>
/// <param name="Waiting">Kept aside because something they saw is not held; negative when more came in than was put aside.</param>
public sealed record ImportReport(int Admitted, int Repeated, int Waiting, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>New pieces of evidence: what was refused before may be admitted now.</summary>
    public int Evidence { get; init; }
}

/// <param name="Statement">Null when the text did not pass the gate.</param>
public sealed record Refusal(Statement? Statement, string Code, string Message);
