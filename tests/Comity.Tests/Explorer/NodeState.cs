namespace Comity.Tests.Explorer;

/// <summary>One node, by numbers.</summary>
/// <param name="Held">Number of what it holds.</param>
/// <param name="Guarded">Own statements released, as the guard says; -1 when no guard says.</param>
/// <param name="GuardedLast">The last of them; -1 with none.</param>
/// <param name="Answered">Bits of the peers that answered since the start.</param>
/// <param name="IsAsking">Peers are still waited for.</param>
/// <param name="IsOldCopy">Database and guard were put back together: it does not tire of waiting (docs/spec/guard.md, "What this does not give").</param>
internal readonly record struct NodeState(int Held, int Guarded, int GuardedLast, int Answered, bool IsAsking, bool IsOldCopy);

/// <summary>All that is the case at a moment, by numbers.</summary>
/// <param name="Loose">Number of the set of statements that a thief or a forker has made and may show to anybody.</param>
/// <param name="Said">Statements made after the founding.</param>
/// <param name="Faults">Crashes and restores so far.</param>
internal readonly record struct State(int A, int B, int C, int Loose, int Said, int Faults)
{
    public int this[int member] => member == World.Arda ? A : member == World.Bera ? B : C;

    public State With(int member, int node) => member == World.Arda ? this with { A = node } : member == World.Bera ? this with { B = node } : this with { C = node };
}
