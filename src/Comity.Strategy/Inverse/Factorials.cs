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
}
