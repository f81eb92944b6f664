using System.Text;
using System.Text.Json.Nodes;
using Comity.Record.Canonical;

namespace Comity.Tests.Record;

public sealed class CanonicalJsonTests
{
    /// <summary>RFC 8785's own vectors: what holds a fraction or an exponent never enters a picture and is refused, the rest must match byte for byte.</summary>
    [SharedVectorTheory]
    [InlineData("arrays", true)]
    [InlineData("structures", false)]
    [InlineData("values", false)]
    public void Vectors_of_integers_match_and_others_are_refused(string name, bool integersOnly)
    {
        var folder = Path.Combine(TestPaths.SharedVectors!, "jcs");
        var input = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "input", name + ".json")));
        if (!integersOnly)
        {
            Assert.Throws<ArgumentException>(() => CanonicalJson.Utf8(input));
            return;
        }

        var hex = File.ReadAllText(Path.Combine(folder, "outhex", name + ".txt"));
        Assert.Equal(Convert.FromHexString(string.Concat(hex.Where(char.IsAsciiHexDigit))), CanonicalJson.Utf8(input));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "output", name + ".json")), Text(input));
    }

    /// <summary>The same vectors with their fractional numbers taken out.</summary>
    [SharedVectorTheory]
    [InlineData("structures", "56.0", "56")]
    [InlineData("values", "[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]", "[]")]
    public void The_rest_of_a_refused_vector_matches(string name, string fractions, string instead)
    {
        var folder = Path.Combine(TestPaths.SharedVectors!, "jcs");
        var expected = File.ReadAllText(Path.Combine(folder, "output", name + ".json")).Replace("[333333333.3333333,1e+30,4.5,0.002,1e-27]", "[]");

        Assert.Equal(expected, Text(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "input", name + ".json")).Replace(fractions, instead))));
    }

    [Fact]
    public void Names_sort_by_utf16_code_units()
    {
        // RFC 8785 §3.2.3: the euro sign, a Hebrew letter and an emoji, whose surrogates sort before U+FB33.
        var node = JsonNode.Parse("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""");

        Assert.Equal("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}", Text(node));
    }

    [Fact]
    public void Text_is_escaped_as_little_as_may_be() =>
        Assert.Equal("""["\u0000\b\t\n\f\r\u001f\"\\/<é日"]""", Text(new JsonArray("\0\b\t\n\f\r\u001f\"\\/<é日")));

    [Fact]
    public void Order_and_blanks_make_no_difference() =>
        Assert.Equal(CanonicalJson.Digest(JsonNode.Parse("""{ "b": [1, true, null], "a": {} }""")), CanonicalJson.Digest(JsonNode.Parse("""{"a":{},"b":[1,true,null]}""")));

    [Theory]
    [InlineData("9007199254740991")]
    [InlineData("-9007199254740991")]
    [InlineData("0")]
    public void Integers_in_range_are_written_plainly(string number) => Assert.Equal($"[{number}]", Text(JsonNode.Parse($"[{number}]")));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.0")]
    [InlineData("1e2")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("99999999999999999999999999")]
    public void Other_numbers_are_refused(string number) => Assert.Throws<ArgumentException>(() => CanonicalJson.Utf8(JsonNode.Parse($"[{number}]")));

    [Fact]
    public void Lone_surrogates_are_refused_in_text_and_names()
    {
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Utf8(new JsonArray("\ud800")));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Utf8(JsonNode.Parse("""["\ud800"]""")));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Utf8(new JsonObject { ["\udfff"] = 1 }));
    }

    private static string Text(JsonNode? node) => Encoding.UTF8.GetString(CanonicalJson.Utf8(node));
}
