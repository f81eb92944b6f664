using Comity.Node.Search;

namespace Comity.Tests.Node.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Licensing", "licensing")]
    [InlineData("ＷＴＯ", "wto")]
    [InlineData("ｶﾞｲﾄﾞ", "ガイド")]
    [InlineData("㈱", "(株)")]
    [InlineData("Café Ångström Straße", "cafe angstrom straße")]
    [InlineData("が か ガ", "が か ガ")]
    [InlineData("한", "한")]
    [InlineData("İ", "i")]
    public void Width_case_and_accents_fold_and_kana_stay_apart(string text, string folded) => Assert.Equal(folded, TextFold.Of(text).Folded);

    [Theory]
    [InlineData("日韓関係", "日韓 韓関 関係 係")]
    [InlineData("韓", "韓")]
    [InlineData("WTO提訴 jp-kr", "wto 提訴 訴 jp kr")]
    [InlineData("수출규제를", "수출 출규 규제 제를 를")]
    [InlineData("𠮷野", "𠮷野 野")]
    [InlineData("8月2日", "8 月 2 日")]
    [InlineData("… !", "")]
    public void Words_of_an_alphabet_stay_whole_and_other_letters_go_in_pairs(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', TextTokens.Of(TextFold.Of(text).Folded)));

    [Fact]
    public void Half_a_surrogate_pair_harms_nothing() => Assert.Equal(["a", "b"], TextTokens.Of(TextFold.Of("a\uD83Db").Folded));

    [Theory]
    [InlineData("日韓", "日韓")]
    [InlineData("韓", "韓*")]
    [InlineData("licens", "licens*")]
    [InlineData("\"licens\"", "licens")]
    [InlineData("us", "us")]
    [InlineData("「安全保障」 -輸出", "安全 全保 保障 ! 輸出")]
    [InlineData("\"never closed", "never closed")]
    [InlineData("a\"b c\"d", "a & b c & d")]
    [InlineData("- licence -", "licence*")]
    [InlineData("x -\"two words\"", "x ! two words")]
    public void What_is_typed_is_read_forgivingly(string typed, string read)
    {
        Assert.Empty(SearchWords.TryRead(typed, out var words));
        Assert.Equal(read, string.Join(" & ", words!.Wanted.Select(Show)) + string.Concat(words.Unwanted.Select(t => " ! " + Show(t))));

        static string Show(SearchTerm term) => string.Join(' ', term.Tokens) + (term.Open ? "*" : "");
    }

    [Theory]
    [InlineData(null, "search.empty")]
    [InlineData("  ", "search.empty")]
    [InlineData("-only", "search.nothing")]
    [InlineData("\"\" …", "search.nothing")]
    [InlineData("a b c d e f g h i j k l m n o p q", "search.many")]
    public void What_cannot_be_looked_for_is_told(string? typed, string code) =>
        Assert.Equal(code, Assert.Single(SearchWords.TryRead(typed, out _)).Code);

    [Fact]
    public void Too_long_a_text_is_told() => Assert.Equal("search.long", Assert.Single(SearchWords.TryRead(new string('x', 201), out _)).Code);

    [Theory]
    [InlineData("Korea announced ＷＴＯ steps", "wto", "Korea announced [ＷＴＯ] steps")]
    [InlineData("韓国は日韓協定に反すると述べた", "日韓", "韓国は[日韓]協定に反すると述べた")]
    [InlineData("韓国と韓", "韓", "[韓]国と[韓]")]
    [InlineData("ｶﾞｲﾄﾞライン", "ガイド", "[ｶﾞｲﾄﾞ]ライン")]
    [InlineData("<b>licence</b>", "licence", "<b>[licence]</b>")]
    public void A_piece_of_the_text_shows_the_places_in_its_own_letters(string text, string typed, string shown)
    {
        SearchWords.TryRead(typed, out var words);
        Assert.Equal(shown, string.Concat(Snippet.Of(text, words!).Parts.Select(p => p.Marked ? $"[{p.Text}]" : p.Text)));
    }

    [Fact]
    public void A_long_text_is_cut_around_the_first_place()
    {
        SearchWords.TryRead("needle", out var words);
        var shown = string.Concat(Snippet.Of(new string('x', 5000) + " needle " + string.Concat(Enumerable.Repeat("𠮷", 5000)), words!).Parts.Select(p => p.Text));
        Assert.Contains("needle", shown);
        Assert.InRange(shown.Length, 200, 250);
        Assert.StartsWith("… ", shown);
        Assert.EndsWith(" …", shown);
    }
}
