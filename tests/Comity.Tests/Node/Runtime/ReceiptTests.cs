using System.Net.Http.Json;
using System.Text.Json;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>Who holds what since when, told by what members have seen: late, crossing and withheld receipts of real nodes.</summary>
[Trait("Category", "Slow")]
public sealed class ReceiptTests
{
    [Fact]
    public async Task Who_is_away_has_not_received_and_who_comes_back_holds_it_since_its_receipt()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Cirra);
        var said = await three.ActAsync(Arda, "While Cirra is away");
        await Receives(three, said, Bera);
        var away = await HoldersAsync(three, said);
        Assert.Equal(["bera"], Names(away, "heldBy"));
        Assert.Equal(["cirra"], away.GetProperty("notReceivedBy").EnumerateArray().Select(m => m.GetString()));

        // The receipt comes late: from then on it is held, and nothing says that it was ever refused.
        await three.StartAsync(Cirra);
        await Receives(three, said, Cirra);
        var late = await HoldersAsync(three, said);
        Assert.Equal(["bera", "cirra"], Names(late, "heldBy"));
        Assert.Empty(late.GetProperty("notReceivedBy").EnumerateArray());
        Assert.True(late.GetProperty("notBefore").GetDateTimeOffset() <= late.GetProperty("notAfter").GetDateTimeOffset());
    }

    [Fact]
    public async Task Statements_that_crossed_are_each_held_by_the_other_from_its_next_word_on()
    {
        await using var three = await FoundedAsync(lines: true);
        foreach (var line in three.Lines)
        {
            line.Cut();
        }

        var one = await three.ActAsync(Arda, "crossing");
        var other = await three.ActAsync(Bera, "crossing too");
        Assert.Null(three[Arda].Room.HeldSince(three[Arda].Room.Find(one)!.Statement, Bera));
        foreach (var line in three.Lines)
        {
            line.Heal();
        }

        await Receives(three, one, Bera);
        await Receives(three, other, Arda, at: Bera);
    }

    private static Task Receives(ThreeNodes three, StatementId id, MemberId by, MemberId? at = null)
    {
        var node = three[at ?? Arda];
        return Until(node, () => node.Room.Find(id) is { } held && node.Room.HeldSince(held.Statement, by) is not null, $"{by} to have said that it holds {id}", 40);
    }

    private static async Task<JsonElement> HoldersAsync(ThreeNodes three, StatementId id)
    {
        using var api = three.Api(Arda);
        return await api.GetFromJsonAsync<JsonElement>($"/api/v1/statements/{id}/holders");
    }

    private static IEnumerable<string?> Names(JsonElement holders, string list) => holders.GetProperty(list).EnumerateArray().Select(h => h.GetProperty("member").GetString());
}
