using System.Text.Json;
using Comity.Record;

namespace Comity.Tests.Record;

public sealed class IdTests
{
    private const string Text = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    [Fact]
    public void A_digest_reads_back_as_written()
    {
        Assert.True(Hash256.TryParse(Text, out var hash));
        Assert.Equal(Hash256.Of([]), hash);
        Assert.Equal(Text, hash.ToString());
        Assert.Equal(hash, new Hash256(hash.ToArray()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFV")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuF\n")]
    public void Another_spelling_of_a_digest_is_refused(string? text) => Assert.False(Hash256.TryParse(text, out _));

    [Fact]
    public void Digests_sort_by_their_bytes()
    {
        var random = new Random(5);
        var hashes = Enumerable.Range(0, 200).Select(_ => { var b = new byte[32]; random.NextBytes(b.AsSpan(random.Next(32))); return new Hash256(b); }).ToList();

        Assert.Equal(hashes.Select(h => Convert.ToHexString(h.ToArray())).Order(StringComparer.Ordinal), hashes.Order().Select(h => Convert.ToHexString(h.ToArray())));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("jp")]
    [InlineData("secretariat-2")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    public void A_members_short_name_reads_back(string text) => Assert.Equal(text, MemberId.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("JP")]
    [InlineData("2jp")]
    [InlineData("-jp")]
    [InlineData("jp-")]
    [InlineData("jp ")]
    [InlineData("jp\n")]
    [InlineData("jp+us")]
    [InlineData("日本")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void What_is_no_short_name_is_refused(string? text) => Assert.False(MemberId.TryParse(text, out _));

    [Theory]
    [InlineData("plenary")]
    [InlineData("public")]
    [InlineData("us")]
    [InlineData("jp+us")]
    [InlineData("jp+kr+us")]
    public void A_channels_name_reads_back(string text) => Assert.Equal(text, ChannelId.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("us+jp")]
    [InlineData("jp+jp")]
    [InlineData("jp+")]
    [InlineData("+jp")]
    [InlineData("jp++us")]
    [InlineData("jp, us")]
    [InlineData("jp+public")]
    [InlineData("jp+plenary")]
    [InlineData("Plenary")]
    public void What_is_no_channel_is_refused(string? text) => Assert.False(ChannelId.TryParse(text, out _));

    [Fact]
    public void A_channel_of_members_sorts_them_and_an_empty_audience_is_a_mistake()
    {
        Assert.Equal("jp+us", ChannelId.Of(MemberId.Parse("us"), MemberId.Parse("jp"), MemberId.Parse("us")).ToString());
        Assert.Throws<ArgumentException>(() => ChannelId.Of());
        Assert.Equal(["jp", "us"], ChannelId.Parse("jp+us").MembersIn([]).Select(m => m.ToString()));
        Assert.Equal(["jp", "kr"], ChannelId.Plenary.MembersIn([MemberId.Parse("kr"), MemberId.Parse("jp")]).Select(m => m.ToString()));
    }

    [Fact]
    public void Ids_travel_through_json_as_text()
    {
        var id = StatementId.Parse(Text);
        Assert.Equal($"\"{Text}\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<StatementId>($"\"{Text}\""));
        Assert.Equal(MemberId.Parse("jp"), JsonSerializer.Deserialize<MemberId>("\"jp\""));
        Assert.Equal(ChannelId.Parse("jp+us"), JsonSerializer.Deserialize<ChannelId>("\"jp+us\""));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"JP+\"")]
    [InlineData("{}")]
    public void What_is_no_id_is_a_json_exception(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<StatementId>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MemberId>(json));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ChannelId>(json));
    }
}
