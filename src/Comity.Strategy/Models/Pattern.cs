namespace Comity.Strategy.Models;

/// <summary>A set of states: those that have given values at given options. Written Y, N and - (any), first option first.</summary>
/// <param name="Mask">Bit k is set when option k matters.</param>
/// <param name="Value">Bit k is set when option k must be Y; a subset of <paramref name="Mask"/>.</param>
public readonly record struct Pattern(ulong Mask, ulong Value)
{
    public const string Alphabet = "YN-";

    /// <summary>Matches every state.</summary>
    public static Pattern Any { get; } = new(0, 0);

    public bool Matches(ulong state) => (state & Mask) == Value;

    /// <summary>Whether some state, feasible or not, matches both.</summary>
    public bool Meets(Pattern other) => ((Value ^ other.Value) & Mask & other.Mask) == 0;

    /// <param name="options">How many options the model has: the length expected.</param>
    public static bool TryParse(string text, int options, out Pattern pattern)
    {
        pattern = default;
        if (text.Length != options || text.AsSpan().ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        ulong mask = 0, value = 0;
        for (var k = 0; k < options; k++)
        {
            mask |= text[k] == '-' ? 0 : 1UL << k;
            value |= text[k] == 'Y' ? 1UL << k : 0;
        }

        pattern = new(mask, value);
        return true;
    }

    public string ToText(int options)
    {
        var (mask, value) = (Mask, Value);
        return string.Create(options, (mask, value), static (text, p) =>
        {
            for (var k = 0; k < text.Length; k++)
            {
                text[k] = (p.mask >> k & 1) == 0 ? '-' : (p.value >> k & 1) == 0 ? 'N' : 'Y';
            }
        });
    }
}
