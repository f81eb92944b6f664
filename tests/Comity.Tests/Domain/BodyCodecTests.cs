using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain;

public sealed class BodyCodecTests
{
    private const string Kind = "disputes.act-recorded/1";

    private const string Good = """
        {"date":"2031-03-01","precision":"day","type":"offer","actors":[{"member":"arda"}],"addressees":[],
         "title":"Arda offered talks","detail":"","language":"en","basis":"own-act","reported":false,
         "sources":[{"text":"Gazette","confidence":"confirmed"}]}
        """;

    [Fact]
    public void A_good_body_is_typed_and_what_may_be_absent_may_be_null()
    {
        var act = Assert.IsType<ActRecorded>(Read(Good).Body);
        Assert.Equal((ActType.Offer, null, null), (act.Type, act.Deadline, act.Note));
        Assert.Equal(act, Read(Good.Replace("\"detail\"", "\"note\":null,\"deadline\":null,\"detail\"")).Body);
    }

    [Fact]
    public void Writing_leaves_absent_members_out()
    {
        var json = BodyCodec.Write(Act() with { Title = "\"é日본\"" });
        Assert.DoesNotContain("null", json.ToJsonString());
        Assert.False(json.ContainsKey("note"));
        Assert.Equal("de-escalation", BodyCodec.Write(Act() with { Type = ActType.DeEscalation })["type"]!.GetValue<string>());
    }

    [Fact]
    public void An_unknown_kind_is_kept_as_such()
    {
        Assert.IsType<UnknownBody>(Read("{}", "dreams.dream-told/1").Body);
        Assert.Equal(["body.kind-unknown"], BodyCodec.Check("dreams.dream-told/1", ForumScript.Json("{}")).Select(f => f.Code));
    }

    public static TheoryData<string, string, string> Bad => new()
    {
        { "\"reported\":false", "\"reported\":\"false\"", "reported body.value-form" },
        { "\"reported\":false", "\"reported\":null", "reported body.value-form" },
        { "\"reported\":false,", "", "reported body.member-missing" },
        { "\"reported\":false", "\"reported\":false,\"mood\":1", "mood body.member-unknown" },
        { "\"reported\":false", "\"reported\":false,\"reported\":false", "reported body.member-repeated" },
        { "\"reported\"", "\"Reported\"", "reported body.member-missing|Reported body.member-unknown" },
        { "2031-03-01", "2031-3-1", "date body.value-form" },
        { "2031-03-01", "2031-02-30", "date body.value-form" },
        { "2031-03-01", "2031-03-01T00:00:00Z", "date body.value-form" },
        { "\"day\"", "\"Day\"", "precision body.value-form" },
        { "\"day\"", "0", "precision body.value-form" },
        { "[{\"member\":\"arda\"}]", "{\"member\":\"arda\"}", "actors body.value-form" },
        { "[{\"member\":\"arda\"}]", "[null]", "actors[0] body.value-form" },
        { "[{\"member\":\"arda\"}]", "[{\"member\":\"Arda\"}]", "actors[0].member body.value-form" },
        { "[{\"member\":\"arda\"}]", "[{\"member\":\"arda\",\"x\":1}]", "actors[0].x body.member-unknown" },
        { "\"confidence\":\"confirmed\"", "\"confidence\":\"sure\"", "sources[0].confidence body.value-form" },
        { "{\"text\":\"Gazette\",", "{", "sources[0].text body.member-missing" },
        { "\"Gazette\"", "7", "sources[0].text body.value-form" },
        { "Arda offered talks", "\\ud800", "title body.value-form" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_body_of_bad_form_is_unreadable_and_says_where(string find, string put, string faults)
    {
        var body = Assert.IsType<UnreadableBody>(Read(Good.Replace(find, put)).Body);
        Assert.Equal(faults.Split('|'), body.Reasons.Select(f => $"{f.Field} {f.Code}"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    public void A_body_that_is_no_object_has_one_fault_of_the_whole(string json) =>
        Assert.Equal([""], BodyCodec.Check(Kind, ForumScript.Json(json)).Select(f => f.Field));

    [Fact]
    public void A_body_that_was_never_parsed_is_unreadable_too() =>
        Assert.IsType<UnreadableBody>(BodyCodec.Read(ForumScript.Statement(Arda, 0, Kind, default, ForumScript.Nowhere())).Body);

    [Fact]
    public void A_body_full_of_faults_is_kept_with_no_more_of_them_than_anyone_reads()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"x{i}\":0")) + "}";
        Assert.Equal(64, Assert.IsType<UnreadableBody>(Read(json).Body).Reasons.Count);
        Assert.True(BodyCodec.Check(Kind, ForumScript.Json(json)).Count > 5_000);
    }

    [Fact]
    public void All_faults_of_a_form_come_at_once_in_the_order_of_its_fields()
    {
        var faults = BodyCodec.Check(Kind, ForumScript.Json("""
            {"precision":"week","actors":[{"name":"Guild","member":"arda"},{}],"addressees":[],
             "title":"","detail":"fine","language":"en_US","basis":"public-source","reported":false,"sources":[],"colour":"red"}
            """));

        Assert.Equal(
            [
                "date body.member-missing", "precision body.value-form", "type body.member-missing",
                "actors[0] disputes.actor.member-or-name", "actors[1] disputes.actor.member-or-name", "title disputes.title.length",
                "language disputes.language.shape", "sources disputes.sources.needed", "colour body.member-unknown",
            ],
            faults.Select(f => $"{f.Field} {f.Code}"));
        Assert.Equal("expected one of day, month, year, found \"week\"", faults[1].Message);
        Assert.Equal("expected 1 to 300 characters, found 0", faults[5].Message);
    }

    [Fact]
    public void An_empty_form_names_every_required_field_once()
    {
        var faults = BodyCodec.Check("disputes.link-asserted/1", ForumScript.Json("{}"));
        Assert.Equal(["from", "to", "relation", "onBehalfOf", "language", "basis", "sources"], faults.Select(f => f.Field));
        Assert.All(faults, f => Assert.Equal("body.member-missing", f.Code));
    }

    private static Said Read(string json, string kind = Kind) =>
        BodyCodec.Read(ForumScript.Statement(Arda, 0, kind, ForumScript.Json(json), ForumScript.Nowhere()));
}
