using System.Text.Json;
using Comity.Record;

namespace Comity.Tests.Record;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_compare_by_their_items_in_order()
    {
        ValueList<int> some = [1, 2, 3];

        Assert.Equal([1, 2, 3], some);
        Assert.True(some.Equals((ValueList<int>)[1, 2, 3]));
        Assert.Equal(some.GetHashCode(), ((ValueList<int>)[1, 2, 3]).GetHashCode());
        Assert.False(some.Equals((ValueList<int>)[3, 2, 1]));
        Assert.False(some.Equals((ValueList<int>)[1, 2]));
        Assert.False(some.Equals(null));
    }

    [Fact]
    public void Records_that_hold_lists_compare_by_value() => Assert.Equal(new Holder(["a"]), new Holder(["a"]));

    [Fact]
    public void The_source_may_change_and_the_list_does_not()
    {
        var source = new[] { 1, 2 };
        var list = source.ToValueList();
        source[0] = 9;

        Assert.Equal(1, list[0]);
    }

    [Fact]
    public void Nothing_is_one_list() => Assert.Same(ValueList<string>.Empty, Array.Empty<string>().ToValueList());

    [Fact]
    public void Json_is_an_array()
    {
        Assert.Equal("""{"Words":["a","b"]}""", JsonSerializer.Serialize(new Holder(["a", "b"])));
        Assert.Equal(new Holder(["a", "b"]), JsonSerializer.Deserialize<Holder>("""{"Words":["a","b"]}"""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ValueList<int>>("""{"a":1}"""));
    }

    private sealed record Holder(ValueList<string> Words);
}
