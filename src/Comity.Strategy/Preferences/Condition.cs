using Comity.Strategy.Models;

namespace Comity.Strategy.Preferences;

/// <summary>What holds in some states and not in others.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Looks at 64 states at once.</summary>
    /// <param name="options">Word k holds option k of those states, a bit per state.</param>
    /// <returns>A bit per state: whether the condition holds there.</returns>
    public abstract ulong Holds(ReadOnlySpan<ulong> options);

    /// <summary>Whether it holds in one state.</summary>
    /// <param name="count">How many options the model has.</param>
    public bool HoldsIn(ulong state, int count)
    {
        Span<ulong> options = stackalloc ulong[count];
        for (var k = 0; k < count; k++)
        {
            options[k] = state >> k & 1;
        }

        return (Holds(options) & 1) != 0;
    }

    /// <summary>The option is Y.</summary>
    public sealed record Taken(int Option) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => options[Option];
    }

    public sealed record Not(Condition Inner) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => ~Inner.Holds(options);
    }

    public sealed record And(Condition Left, Condition Right) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => Left.Holds(options) & Right.Holds(options);
    }

    public sealed record Or(Condition Left, Condition Right) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => Left.Holds(options) | Right.Holds(options);
    }

    /// <summary>"Then IF When": it fails only where <paramref name="When"/> holds and <paramref name="Then"/> does not.</summary>
    public sealed record If(Condition Then, Condition When) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => Then.Holds(options) | ~When.Holds(options);
    }

    /// <summary>Both hold or neither.</summary>
    public sealed record Iff(Condition Left, Condition Right) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options) => ~(Left.Holds(options) ^ Right.Holds(options));
    }

    /// <summary>The state matches one of the patterns.</summary>
    public sealed record AnyOf(IReadOnlyList<Pattern> Patterns) : Condition
    {
        public override ulong Holds(ReadOnlySpan<ulong> options)
        {
            ulong any = 0;
            foreach (var pattern in Patterns)
            {
                any |= Matching(pattern, options);
            }

            return any;
        }

        private static ulong Matching(Pattern pattern, ReadOnlySpan<ulong> options)
        {
            var all = ulong.MaxValue;
            for (var left = pattern.Mask; left != 0; left &= left - 1)
            {
                var k = System.Numerics.BitOperations.TrailingZeroCount(left);
                all &= (pattern.Value >> k & 1) == 0 ? ~options[k] : options[k];
            }

            return all;
        }
    }
}
