namespace Comity.Strategy.Paths;

/// <summary>A state that a legal sequence reaches.</summary>
/// <param name="State">An index into the state space.</param>
/// <param name="Moves">Length of a shortest sequence, 1 or more.</param>
public readonly record struct ReachedState(int State, int Moves)
{
    internal const int Bytes = 16;
}
