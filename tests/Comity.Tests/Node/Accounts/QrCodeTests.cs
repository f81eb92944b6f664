using Comity.Node.Accounts;

namespace Comity.Tests.Node.Accounts;

public sealed class QrCodeTests
{
    /// <summary>Read back by the standard's own rules, apart from the code that drew it: the message is where it should be.</summary>
    [Theory]
    [InlineData("A", 1)]
    [InlineData("otpauth://totp/Comity%20arda:desk?secret=JBSWY3DPEHPK3PXP", 4)]
    [InlineData("otpauth://totp/Comity%20arda:a-rather-long-sign-in-name@arda.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Comity%20arda&digits=6&period=30", 8)]
    public void A_code_holds_its_text_where_the_standard_looks_for_it(string text, int version)
    {
        var code = QrCode.Of(text);

        Assert.Equal((version * 4) + 17, code.Size);
        Assert.Equal(text, Read(code, version));
    }

    [Fact]
    public void A_text_that_is_too_long_is_refused() => Assert.Throws<ArgumentException>(() => QrCode.Of(new string('x', 413)));

    // ISO/IEC 18004 §7.7.3, mask 0, level M; first codewords of each block in turn, as far as one needs them.
    private static string Read(QrCode code, int version)
    {
        var bits = new List<bool>();
        for (var right = code.Size - 1; right >= 1; right -= 2)
        {
            right = right == 6 ? 5 : right;
            var up = ((right + 1) & 2) == 0;
            foreach (var y in up ? Enumerable.Range(0, code.Size).Reverse() : Enumerable.Range(0, code.Size))
            {
                bits.AddRange(new[] { right, right - 1 }.Where(x => !IsPattern(code.Size, version, x, y)).Select(x => code[x, y] ^ ((x + y) % 2 == 0)));
            }
        }

        var codewords = bits.Chunk(8).Where(c => c.Length == 8).Select(c => (byte)c.Aggregate(0, (v, b) => (v << 1) | (b ? 1 : 0))).ToArray();
        var (total, correction, blocks) = version switch { 1 => (26, 10, 1), 4 => (100, 18, 2), _ => (242, 22, 4) };
        Assert.Equal(total, codewords.Length);
        var data = total - (correction * blocks);
        var (length, longer) = (data / blocks, data % blocks);
        var block = Enumerable.Range(0, blocks).Select(_ => new List<byte>()).ToArray();
        var next = 0;
        for (var i = 0; i <= length; i++)
        {
            for (var b = i < length ? 0 : blocks - longer; b < blocks; b++)
            {
                block[b].Add(codewords[next++]);
            }
        }

        var message = block.SelectMany(b => b).SelectMany(b => Enumerable.Range(0, 8).Select(i => (b >> (7 - i)) & 1)).ToArray();
        int Number(int from, int count) => message.Skip(from).Take(count).Aggregate(0, (v, b) => (v << 1) | b);
        Assert.Equal(4, Number(0, 4));
        return System.Text.Encoding.UTF8.GetString([.. Enumerable.Range(0, Number(4, 8)).Select(i => (byte)Number(12 + (i * 8), 8))]);
    }

    private static bool IsPattern(int size, int version, int x, int y)
    {
        int[] centres = version switch { 1 => [], 4 => [6, 26], _ => [6, 24, 42] };
        var corner = (x < 9 && y < 9) || (x > size - 9 && y < 9) || (x < 9 && y > size - 9);
        var aligned = centres.Any(cx => centres.Any(cy => Math.Abs(x - cx) <= 2 && Math.Abs(y - cy) <= 2
            && !((cx == 6 && cy == 6) || (cx == 6 && cy == size - 7) || (cx == size - 7 && cy == 6))));
        var about = version >= 7 && ((x < 6 && y > size - 12) || (y < 6 && x > size - 12));
        return corner || aligned || about || x == 6 || y == 6;
    }
}
