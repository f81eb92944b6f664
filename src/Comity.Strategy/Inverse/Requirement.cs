namespace Comity.Strategy.Inverse;

/// <summary>What must hold for one move of the focal decision maker from the wanted state not to unsettle it.</summary>
/// <remarks>
/// It holds when one of the ways does; a way holds when the decision maker prefers none of its states to the wanted one. The first way is
/// that the move is no improvement; each further one is a sanction, with where the decision maker could go from it for SMR and SSEQ.
/// </remarks>
internal sealed record Requirement(int Move, IReadOnlyList<int[]> Ways);
