using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Record;

public sealed class Base64UrlTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("AA")]
    [InlineData("AAA")]
    [InlineData("AAAA")]
    [InlineData("_-8")]
    public void One_spelling_is_read(string text)
    {
        Assert.True(Base64UrlText.TryDecode(text, out var bytes));
        Assert.Equal(text, Base64UrlText.Encode(bytes));
    }

    [Theory]
    [InlineData("AA==")]
    [InlineData("AAA=")]
    [InlineData("AA AA")]
    [InlineData("AAAA\n")]
    [InlineData("+AAA")]
    [InlineData("/AAA")]
    [InlineData("AAAé")]
    [InlineData("A")]
    [InlineData("AAAAA")]
    public void Other_spellings_are_refused_without_throwing(string text) => Assert.False(Base64UrlText.TryDecode(text, out _));

    [Theory]
    [InlineData("AB")]
    [InlineData("QR")]
    [InlineData("AAB")]
    [InlineData("AAAAAAD")]
    public void Stray_trailing_bits_are_refused_without_throwing(string text) => Assert.False(Base64UrlText.TryDecode(text, out _));

    [Fact]
    public void A_short_destination_is_refused() => Assert.False(Base64UrlText.TryDecode("AAAAAAAA", stackalloc byte[3], out _));

    [Fact]
    public void Bytes_and_text_answer_each_other() => Prop.ForAll<byte[]>(bytes =>
    {
        var text = Base64UrlText.Encode(bytes);
        Assert.True(Base64UrlText.TryDecode(text, out var again));
        Assert.Equal(bytes, again);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_texts_give_the_same_bytes() => Prop.ForAll<NonEmptyArray<byte>, byte, char>((bytes, at, other) =>
    {
        var text = Base64UrlText.Encode(bytes.Get).ToCharArray();
        var place = at % text.Length;
        var changed = text[place] != other;
        text[place] = other;
        Assert.False(changed && Base64UrlText.TryDecode(text, out var read) && read.AsSpan().SequenceEqual(bytes.Get));
    }).QuickCheckThrowOnFailure();
}
