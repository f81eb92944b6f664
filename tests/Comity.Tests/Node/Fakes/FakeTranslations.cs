using Comity.Domain.Disputes;

namespace Comity.Tests.Node.Fakes;

/// <summary>A few titles in Japanese and Korean, enough to see how translated and untranslated lines stand together.</summary>
internal static class FakeTranslations
{
    private static readonly Dictionary<string, (string Ja, string Ko)> Titles = new()
    {
        ["wl-cabinet"] = ("日本政府、韓国をグループAから除外する政令改正を閣議決定", "일본 내각, 한국을 간소화 대상국 목록에서 제외하기로 의결"),
        ["kr-countermeasures"] = ("韓国、総合的な対応措置を発表", "한국, 종합 대응책 발표"),
        ["bkk-trilat"] = ("ポンペオ長官、バンコクで康京和・河野両外相と三者会談", "폼페이오 장관, 방콕에서 강경화·고노 장관과 3자 회담"),
        ["export-announce"] = ("経産省、大韓民国向け輸出管理の運用見直しを発表", "일본 경제산업성, 한국에 대한 수출 규제 강화 발표"),
        ["export-effective"] = ("フッ化ポリイミド、レジスト、フッ化水素を個別輸出許可に切替え", "플루오린 폴리이미드, 레지스트, 불화수소 개별 허가 시행"),
        ["standstill"] = ("米政府高官、双方に現状維持の取決めを検討するよう促したと説明", "미국 고위 당국자, 양측에 현상 유지 합의 검토를 촉구했다고 언급"),
        ["suga-denial"] = ("菅官房長官、現状維持の要請を否定", "스가 관방장관, 현상 유지 요청 사실을 부인"),
        ["bkk-bilat"] = ("康京和・河野両外相、バンコクで会談", "강경화·고노 장관, 방콕에서 회담"),
        ["dprk-missile"] = ("北朝鮮、短距離ミサイルを発射、1週間で2度目", "북한, 단거리 미사일 발사, 일주일 새 두 번째"),
        ["wto-gc"] = ("WTO一般理事会、輸出管理措置を議論", "WTO 일반이사회, 수출 규제 조치 논의"),
        ["a50"] = ("ロシア機、中国との共同飛行中に係争島嶼の上空に進入", "러시아 군용기, 중국과의 연합 비행 중 독도 영공 침범"),
    };

    public static IEnumerable<TranslationFinding> Of(FakeEntry entry)
    {
        if (Titles.TryGetValue(entry.Reference, out var title))
        {
            yield return Of(entry, "ja", title.Ja);
            yield return Of(entry, "ko", title.Ko);
        }
    }

    private static TranslationFinding Of(FakeEntry entry, string language, string text) => new(
        FakeEntries.Id($"{entry.Reference}/{language}"), entry.Id, "title", language, text, TranslationQuality.Courtesy, "Secretariat", FakeRoom.America);
}
