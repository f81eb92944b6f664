using System.Text;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Tests.Record.Joining;

public sealed class FingerprintTests
{
    // Computed apart from this code: SHA-512 of the context, a zero byte and the SHA-256 of the text.
    [Theory]
    [InlineData("", "67775 91530 08220 51201 78102 94505 98950 42581 31506 51916 14737 80602")]
    [InlineData("arda", "57139 69322 76531 81323 95518 61513 35389 16995 75315 43648 88537 47208")]
    public void Digits_are_those_of_the_specification(string text, string digits) => Assert.Equal(digits, Fingerprint.Of(Hash256.Of(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void Blanks_and_hyphens_do_not_matter_and_every_digit_does()
    {
        var id = Hash256.Of("arda"u8);
        var digits = Fingerprint.Of(id);

        Assert.True(Fingerprint.Matches(digits.Replace(' ', '-'), id));
        Assert.True(Fingerprint.Matches("\n" + digits.Replace(" ", "", StringComparison.Ordinal), id));
        for (var i = 0; i < digits.Length; i++)
        {
            if (char.IsAsciiDigit(digits[i]))
            {
                Assert.False(Fingerprint.Matches(digits[..i] + (digits[i] == '9' ? '0' : (char)(digits[i] + 1)) + digits[(i + 1)..], id));
            }
        }

        Assert.False(Fingerprint.Matches(digits[..^1], id));
        Assert.False(Fingerprint.Matches("", id));
        Assert.False(Fingerprint.IsWhole(digits[..^1]));
        Assert.True(Fingerprint.IsWhole(digits));
    }
}
