namespace Comity.Strategy.Certificates;

/// <summary>How the decision maker gets away from a sanction.</summary>
/// <param name="From">Where the sanction leads.</param>
/// <param name="To">One move of the decision maker further; preferred to the certificate's state.</param>
public readonly record struct Escape(ulong From, ulong To);
