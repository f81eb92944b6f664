using Comity.Node.Api;

namespace Comity.Tests.Node.Api;

/// <summary>Lists that grow come in parts: nothing twice, nothing left out, whatever is added meanwhile.</summary>
public sealed class PageQueryTests
{
    [Fact]
    public void Parts_joined_are_the_list_whatever_their_size()
    {
        foreach (var (size, limit) in from s in Enumerable.Range(0, 12) from l in Enumerable.Range(1, 7) select (s, l))
        {
            var all = Enumerable.Range(0, size).Select(n => $"item {n}").ToList();
            var (joined, parts, after) = (new List<string>(), 0, default(string?));
            do
            {
                var part = new PageQuery { After = after, Limit = limit }.Of(all, i => i);
                Assert.Empty(part.Faults);
                joined.AddRange(part.Items);
                after = part.Next;
                parts++;
            }
            while (after is not null);

            Assert.Equal(all, joined);
            Assert.Equal(Math.Max(1, (size + limit - 1) / limit), parts);
        }
    }

    [Fact]
    public void What_is_added_at_the_front_meanwhile_moves_nothing()
    {
        string[] before = ["c", "b", "a"];
        var first = new PageQuery { Limit = 2 }.Of(before, i => i);
        string[] now = ["e", "d", .. before];
        Assert.Equal(["a"], new PageQuery { After = first.Next, Limit = 2 }.Of(now, i => i).Items);
    }

    [Fact]
    public void Two_lists_are_one_after_the_other()
    {
        PageQuery asked = new() { Limit = 3 };
        var first = asked.Of([1, 2], n => $"number {n}", ["x", "y"], s => s);
        Assert.Equal([1, 2], first.First);
        Assert.Equal(["x"], first.Second);
        var second = new PageQuery { After = first.Next, Limit = 3 }.Of([1, 2], n => $"number {n}", ["x", "y"], s => s);
        Assert.Empty(second.First);
        Assert.Equal(["y"], second.Second);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData(0, null, "limit")]
    [InlineData(501, null, "limit")]
    [InlineData(10, "gone", "after")]
    [InlineData(-1, "gone", "limit,after")]
    public void What_cannot_be_meant_is_told_all_at_once(int limit, string? after, string fields)
    {
        var part = new PageQuery { After = after, Limit = limit }.Of(["a", "b"], i => i);
        Assert.Equal(fields.Split(','), part.Faults.Select(f => f.Field));
        Assert.Empty(part.Items);
    }

    [Fact]
    public void A_page_begins_anew_where_its_place_is_gone()
    {
        var (part, later) = PageQuery.Shown(["a", "b", "c"], i => i, "gone", 2);
        Assert.Equal((2, "b", false), (part.Items.Count, part.Next, later));
        Assert.True(PageQuery.Shown(["a", "b", "c"], i => i, "b", 2).IsLater);
    }
}
