using System.Numerics;

namespace Comity.Strategy.Inverse;

/// <summary>What some orders of a group have in common.</summary>
/// <param name="Above">By the group's states: which are preferred to the wanted one.</param>
/// <param name="Holds">By the group's comparisons: which hold.</param>
/// <param name="Orders">How many orders of the group and the wanted state these are.</param>
internal readonly record struct GroupOutcome(uint Above, UInt128 Holds, BigInteger Orders);
