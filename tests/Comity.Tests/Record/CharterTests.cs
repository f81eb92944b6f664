using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;

namespace Comity.Tests.Record;

public sealed class CharterTests
{
    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/charters.json")))!;

    public static TheoryData<string> Good => Names("good");

    public static TheoryData<string> Bad => Names("bad");

    [Theory]
    [MemberData(nameof(Good))]
    public void A_good_charter_is_read_and_written_back_alike(string name)
    {
        var body = Find("good", name)["body"]!;

        Assert.True(Charter.TryRead(Element(body), out var charter, out var fault), fault?.Message);
        Assert.Equal(Comity.Record.Canonical.CanonicalJson.Digest(body), Comity.Record.Canonical.CanonicalJson.Digest(charter.ToBody()));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_charter_is_refused_with_its_code(string name)
    {
        var vector = Find("bad", name);

        Assert.False(Charter.TryRead(Element(vector["body"]!), out var charter, out var fault));
        Assert.Null(charter);
        Assert.Equal((string?)vector["code"], fault.Code);
    }

    [Theory]
    [InlineData("""{"en": "Coordination room", "ja": "調整会議室"}""", true)]
    [InlineData("{}", false)]
    [InlineData("""{"en": ""}""", false)]
    [InlineData("""{"en": null}""", false)]
    [InlineData("""{"fr": "Salle"}""", false)]
    public void A_forum_has_names_in_its_own_languages_alone(string names, bool good)
    {
        var body = Vectors["good"]![0]!["body"]!.DeepClone();
        body["languages"] = new JsonArray("en", "ja");
        body["names"] = JsonNode.Parse(names);

        Assert.Equal(good, Charter.TryRead(Element(body), out var charter, out var fault));
        Assert.Equal(good ? null : "record.charter.names", fault?.Code);
        Assert.Equal(good ? "調整会議室" : null, charter?.Names!["ja"]);
    }

    private static System.Text.Json.JsonElement Element(JsonNode body)
    {
        Assert.True(StrictJson.TryParse(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), out var element, out var fault), fault?.Message);
        return element;
    }

    private static TheoryData<string> Names(string list) => [.. Vectors[list]!.AsArray().Select(v => (string)v!["name"]!)];

    private static JsonNode Find(string list, string name) => Vectors[list]!.AsArray().Single(v => (string)v!["name"]! == name)!;
}
