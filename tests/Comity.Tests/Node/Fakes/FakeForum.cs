using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Tests.Node.Fakes;

internal static class FakeForum
{
    public static ForumView View { get; } = new(
        new StatementId(Hash256.Of("charter"u8)), "Northeast Asia Forum",
        [
            Member(FakeRoom.Japan, "Asia/Tokyo", ("Japan", "Japan", "Tokyo"), ("日本", "日本", "東京"), ("일본", "일본", "도쿄")),
            Member(FakeRoom.Korea, "Asia/Seoul", ("Republic of Korea", "Korea", "Seoul"), ("大韓民国", "韓国", "ソウル"), ("대한민국", "한국", "서울")),
            Member(FakeRoom.America, "America/New_York", ("United States", "United States", "Washington"), ("アメリカ合衆国", "米国", "ワシントン"), ("미합중국", "미국", "워싱턴")),
        ],
        FakeRoom.America, ["history", "security", "economy", "people", "dialogue"], "Asia/Tokyo",
        "Reconstructed from public sources; signed with demonstration keys; issued by no government");

    private static MemberView Member(MemberId id, string zone, params (string Name, string Short, string Capital)[] words)
    {
        string[] languages = ["en", "ja", "ko"];
        var names = new Dictionary<string, string>();
        var capital = new Dictionary<string, string>();
        foreach (var (language, (name, brief, city)) in languages.Zip(words))
        {
            names[language] = name;
            names[$"{language}-short"] = brief;
            capital[language] = city;
        }

        if (id == FakeRoom.America)
        {
            names["en-sentence"] = "the United States";
        }

        return new(id, names, capital, zone, IsParty: true);
    }
}
