using System.Numerics;

namespace Comity.Strategy.Inverse;

internal static class Factorials
{
    public static BigInteger Of(int number)
    {
        var product = BigInteger.One;
        for (var factor = 2; factor <= number; factor++)
        {
            product *= factor;
        }

        return product;
    }

    /// <summary>Rows 0 to <paramref name="largest"/> of Pascal's triangle.</summary>
    public static BigInteger[][] Binomials(int largest)
    {
        var rows = new BigInteger[largest + 1][];
        for (var n = 0; n <= largest; n++)
        {
            rows[n] = new BigInteger[n + 1];
            for (var k = 0; k <= n; k++)
            {
                rows[n][k] = k == 0 || k == n ? BigInteger.One : rows[n - 1][k - 1] + rows[n - 1][k];
            }
        }

        return rows;
    }
}
