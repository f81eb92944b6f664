using Comity.Strategy.States;

namespace Comity.Strategy.Bearable;

/// <summary>What one party can bear at home.</summary>
/// <param name="Bearable">Without anybody asking.</param>
/// <param name="LeastWidenings">The smallest changes of stance at home that make some further outcome bearable, all of the same number of degrees; none when nothing can.</param>
/// <param name="Asked">One for each third party whose asking makes a difference to some constituency.</param>
public sealed record WinSet(HomeParty Party, StateSet Bearable, IReadOnlyList<Widening> LeastWidenings, IReadOnlyList<AskedGain> Asked);
