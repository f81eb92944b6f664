using System.Text;
using Comity.Record;

namespace Comity.Tests.Record;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":{"b":[1,{"c":1.5}]}}""", "a.b[1].c", "record.json.integer")]
    [InlineData("""{"a":["x","\ud800"]}""", "a[1]", "record.json.surrogate")]
    [InlineData("""{"a":{"\udc00":1}}""", "", "record.json.surrogate")]
    [InlineData("""{"n":-0}""", "n", "record.json.integer")]
    [InlineData("""[1]""", "", "record.json.object")]
    [InlineData("""{"a":1,}""", "", "record.json.syntax")]
    [InlineData("""{"a":1,"\u0061":2}""", "", "record.json.syntax")]
    public void A_fault_names_its_place(string json, string field, string code)
    {
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var fault));
        Assert.Equal((field, code), (fault.Field, fault.Code));
    }

    [Fact]
    public void Thirty_two_deep_is_read_and_thirty_three_is_not()
    {
        Assert.True(StrictJson.TryParse(Encoding.UTF8.GetBytes(Deep(32)), out _, out _));
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes(Deep(33)), out _, out var fault));
        Assert.Equal("record.json.syntax", fault.Code);
    }

    /// <summary>Kept as a defect: a path spelled for every item made a long name times many items cost gigabytes.</summary>
    [Fact]
    public void A_long_name_over_many_items_costs_no_more_than_its_size()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"{{new string('n', 20_000)}}":[{{string.Join(',', Enumerable.Repeat("1", 14_000))}}]}""");
        StrictJson.TryParse(json, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(StrictJson.TryParse(json, out _, out _));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void A_fault_repeats_only_the_beginning_of_what_it_found()
    {
        Assert.False(StrictJson.TryParse(Encoding.UTF8.GetBytes($$"""{"{{new string('n', 20_000)}}":{{new string('9', 20_000)}}}"""), out _, out var fault));

        Assert.InRange(fault.Message.Length, 1, 200);
        Assert.InRange(fault.Field.Length, 1, 200);
    }

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
}
