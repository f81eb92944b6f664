using System.Numerics;

namespace Comity.Strategy.Inverse;

/// <summary>What some orders of a group have in common.</summary>
/// <param name="Above">States of the group preferred to the wanted one.</param>
/// <param name="Holds">The comparisons that hold.</param>
/// <param name="Orders">How many orders of the group and the wanted state these are.</param>
internal sealed record GroupOutcome(IReadOnlyList<int> Above, IReadOnlyList<StatePair> Holds, BigInteger Orders);
