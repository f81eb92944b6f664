using System.Globalization;
using System.Text;

namespace Comity.Node.Accounts;

/// <summary>A QR code (ISO/IEC 18004:2015) of bytes, error correction level M, versions 1 to 15, as modules and as SVG.</summary>
/// <remarks>References are to sections of the standard. Mask 0 always: a fixed mask is allowed and only costs some scanners a moment.</remarks>
public sealed class QrCode
{
    // Table 9, level M, by version: error correction codewords in a block, and blocks.
    private static readonly int[] CorrectionInBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24];
    private static readonly int[] Blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10];

    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;
    private readonly int _version;

    private QrCode(int version)
    {
        _version = version;
        Size = (version * 4) + 17;
        _dark = new bool[Size, Size];
        _fixed = new bool[Size, Size];
    }

    /// <summary>Modules along a side.</summary>
    public int Size { get; }

    public bool this[int x, int y] => _dark[x, y];

    /// <exception cref="ArgumentException">The text is longer than 412 bytes of UTF-8.</exception>
    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, Blocks.Length).FirstOrDefault(v => bytes.Length <= DataCodewords(v) - (v < 10 ? 2 : 3));
        if (version == 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"expected at most {DataCodewords(Blocks.Length) - 3} bytes, found {bytes.Length}"), nameof(text));
        }

        var code = new QrCode(version);
        code.DrawFixed();
        code.DrawData(Interleave(Encode(bytes, version), version));
        code.DrawFormat();
        return code;
    }

    /// <summary>One path on a square with four modules of quiet zone (§5.3.8).</summary>
    public string ToSvgPath()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (_dark[x, y])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x + 4} {y + 4}h1v1h-1z");
                }
            }
        }

        return path.ToString();
    }

    // §7.1, table 1: all modules less the patterns that carry no data.
    private static int RawBits(int version)
    {
        var bits = (((16 * version) + 128) * version) + 64;
        if (version >= 2)
        {
            var alignments = (version / 7) + 2;
            bits -= (((25 * alignments) - 10) * alignments) - 55;
            bits -= version >= 7 ? 36 : 0;
        }

        return bits;
    }

    private static int DataCodewords(int version) => (RawBits(version) / 8) - (CorrectionInBlock[version - 1] * Blocks[version - 1]);

    // §7.4: mode byte, count, data, terminator, padding.
    private static byte[] Encode(byte[] bytes, int version)
    {
        var bits = new List<bool>();
        void Append(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--)
            {
                bits.Add(((value >> i) & 1) != 0);
            }
        }

        Append(0b0100, 4);
        Append(bytes.Length, version < 10 ? 8 : 16);
        foreach (var b in bytes)
        {
            Append(b, 8);
        }

        var capacity = DataCodewords(version) * 8;
        Append(0, Math.Min(4, capacity - bits.Count));
        Append(0, (8 - (bits.Count % 8)) % 8);
        for (var pad = 0xEC; bits.Count < capacity; pad ^= 0xEC ^ 0x11)
        {
            Append(pad, 8);
        }

        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0)))];
    }

    // §7.5 and §7.6: blocks with their error correction, read across.
    private static byte[] Interleave(byte[] data, int version)
    {
        var (blocks, correction) = (Blocks[version - 1], CorrectionInBlock[version - 1]);
        var (length, longer) = (data.Length / blocks, data.Length % blocks);
        var generator = Generator(correction);
        var parts = new List<(byte[] Data, byte[] Correction)>();
        for (int i = 0, at = 0; i < blocks; i++)
        {
            var own = data[at..(at += length + (i >= blocks - longer ? 1 : 0))];
            parts.Add((own, Remainder(own, generator)));
        }

        return
        [
            .. Enumerable.Range(0, length + 1).SelectMany(i => parts.Where(p => i < p.Data.Length).Select(p => p.Data[i])),
            .. Enumerable.Range(0, correction).SelectMany(i => parts.Select(p => p.Correction[i])),
        ];
    }

    // Annex A: product of (x - 2^i) over GF(256) with x^8 + x^4 + x^3 + x^2 + 1; leading 1 left out.
    private static byte[] Generator(int degree)
    {
        var generator = new byte[degree];
        generator[^1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var j = 0; j < degree; j++)
            {
                generator[j] = (byte)(Multiply(generator[j], root) ^ (j + 1 < degree ? generator[j + 1] : 0));
            }

            root = Multiply(root, 2);
        }

        return generator;
    }

    private static byte[] Remainder(byte[] data, byte[] generator)
    {
        var remainder = new byte[generator.Length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ remainder[0]);
            Array.Copy(remainder, 1, remainder, 0, remainder.Length - 1);
            remainder[^1] = 0;
            for (var i = 0; i < remainder.Length; i++)
            {
                remainder[i] ^= Multiply(generator[i], factor);
            }
        }

        return remainder;
    }

    private static byte Multiply(byte x, byte y)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((y >> i) & 1) * x;
        }

        return (byte)product;
    }

    private void Set(int x, int y, bool dark)
    {
        _dark[x, y] = dark;
        _fixed[x, y] = true;
    }

    private void DrawFixed()
    {
        for (var i = 0; i < Size; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }

        DrawFinder(3, 3);
        DrawFinder(Size - 4, 3);
        DrawFinder(3, Size - 4);
        var centres = AlignmentCentres();
        foreach (var (x, y) in centres.SelectMany(x => centres.Select(y => (x, y))).Where(c => !IsFinder(c.x, c.y)))
        {
            DrawAlignment(x, y);
        }

        DrawFormat();
        DrawVersion();
    }

    private bool IsFinder(int x, int y) => (x == 6 && (y == 6 || y == Size - 7)) || (x == Size - 7 && y == 6);

    private void DrawFinder(int x, int y)
    {
        for (var dy = -4; dy <= 4; dy++)
        {
            for (var dx = -4; dx <= 4; dx++)
            {
                if (x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size)
                {
                    Set(x + dx, y + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) is not (2 or 4));
                }
            }
        }
    }

    private void DrawAlignment(int x, int y)
    {
        for (var dy = -2; dy <= 2; dy++)
        {
            for (var dx = -2; dx <= 2; dx++)
            {
                Set(x + dx, y + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) != 1);
            }
        }
    }

    // Annex E.
    private int[] AlignmentCentres()
    {
        if (_version == 1)
        {
            return [];
        }

        var count = (_version / 7) + 2;
        var step = ((_version * 4) + (count * 2) + 1) / ((count * 2) - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(i => Size - 7 - (i * step)).Reverse()];
    }

    // §7.9: level M is 00, mask 0 is 000; BCH(15,5), then the fixed mask.
    private void DrawFormat()
    {
        const int bits = 0b101010000010010;
        bool Bit(int i) => ((bits >> i) & 1) != 0;
        for (var i = 0; i <= 5; i++)
        {
            Set(8, i, Bit(i));
        }

        Set(8, 7, Bit(6));
        Set(8, 8, Bit(7));
        Set(7, 8, Bit(8));
        for (var i = 9; i < 15; i++)
        {
            Set(14 - i, 8, Bit(i));
        }

        for (var i = 0; i < 8; i++)
        {
            Set(Size - 1 - i, 8, Bit(i));
        }

        for (var i = 8; i < 15; i++)
        {
            Set(8, Size - 15 + i, Bit(i));
        }

        Set(8, Size - 8, true);
    }

    // §7.10: from version 7 on, BCH(18,6).
    private void DrawVersion()
    {
        if (_version < 7)
        {
            return;
        }

        var remainder = _version;
        for (var i = 0; i < 12; i++)
        {
            remainder = (remainder << 1) ^ ((remainder >> 11) * 0x1F25);
        }

        var bits = (_version << 12) | remainder;
        for (var i = 0; i < 18; i++)
        {
            var (a, b) = (Size - 11 + (i % 3), i / 3);
            Set(a, b, ((bits >> i) & 1) != 0);
            Set(b, a, ((bits >> i) & 1) != 0);
        }
    }

    // §7.7.3: columns in pairs from the right, up and down by turns; §7.8: mask 0 turns every other module.
    private void DrawData(byte[] codewords)
    {
        var next = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var step = 0; step < Size; step++)
            {
                for (var column = 0; column < 2; column++)
                {
                    var x = right - column;
                    var y = ((right + 1) & 2) == 0 ? Size - 1 - step : step;
                    if (!_fixed[x, y])
                    {
                        var bit = next < codewords.Length * 8 && ((codewords[next >> 3] >> (7 - (next & 7))) & 1) != 0;
                        next++;
                        _dark[x, y] = bit ^ ((x + y) % 2 == 0);
                    }
                }
            }
        }
    }
}
