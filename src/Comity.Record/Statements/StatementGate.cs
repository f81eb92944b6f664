namespace Comity.Record.Statements;

/// <summary>The one way from text to statement.</summary>
public static class StatementGate;
