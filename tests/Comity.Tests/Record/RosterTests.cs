using System.Text.Json.Nodes;
using Comity.Record.Forum;

namespace Comity.Tests.Record;

public sealed class RosterTests
{
    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/rosters.json")))!;

    public static TheoryData<string> Good => [.. Vectors["good"]!.AsArray().Select(v => (string)v!["name"]!)];

    public static TheoryData<string> Bad => [.. Vectors["bad"]!.AsArray().Select(v => (string)v!["name"]!)];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_roster_is_read(string name)
    {
        var vector = Find("good", name);

        Assert.True(Roster.TryRead((string)vector["compact"]!, out var roster, out var fault), fault?.Message);
        Assert.Equal(((string?)vector["member"], (int)vector["sequence"]!, (string?)vector["root"]), (roster.Member.ToString(), roster.Sequence, roster.Root.Thumbprint));
        Assert.Equal(vector["keys"]!.AsArray().Select(k => (string)k!).Order(StringComparer.Ordinal), roster.Keys.Select(k => k.Thumbprint).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_roster_is_refused_with_its_code(string name)
    {
        var vector = Find("bad", name);

        Assert.False(Roster.TryRead((string)vector["compact"]!, out _, out var fault));
        Assert.Equal((string?)vector["code"], fault.Code);
    }

    [Fact]
    public void A_roster_names_the_one_it_replaces()
    {
        Assert.True(Roster.TryRead((string)Find("good", "the first")["compact"]!, out var first, out _));
        Assert.True(Roster.TryRead((string)Find("good", "the second, with two keys")["compact"]!, out var second, out _));

        Assert.Null(first.Previous);
        Assert.Equal(first.Id, second.Previous);
        Assert.NotNull(second.FindKey(TestKeys.Find("arda-node-2").Public.Thumbprint));
        Assert.Null(first.FindKey(TestKeys.Find("arda-node-2").Public.Thumbprint));
    }

    private static JsonNode Find(string list, string name) => Vectors[list]!.AsArray().Single(v => (string)v!["name"]! == name)!;
}
