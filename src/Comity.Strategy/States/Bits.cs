namespace Comity.Strategy.States;

internal static class Bits
{
    /// <summary>The lowest <paramref name="count"/> bits set. Requires 0 ≤ count ≤ 64.</summary>
    public static ulong Low(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    /// <summary>Spreads the lowest bits of <paramref name="value"/> over the places set in <paramref name="mask"/>, lowest first.</summary>
    public static ulong Deposit(ulong value, ulong mask)
    {
        ulong spread = 0;
        for (; mask != 0; mask &= mask - 1, value >>= 1)
        {
            spread |= (value & 1) == 0 ? 0 : mask & (~mask + 1);
        }

        return spread;
    }
}
