using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Node;
using Comity.Record.Forum;

namespace Comity.Tests.Node.Shared;

public sealed class TextsTests
{
    public static TheoryData<Type> Areas => [typeof(FrameTexts), typeof(RoomTexts), typeof(RecordTexts), typeof(KindTexts), typeof(SearchTexts), typeof(KeysTexts), typeof(AccountsTexts), typeof(DatesTexts), typeof(PublicTexts), typeof(ImportTexts), typeof(DossierTexts), typeof(StandstillTexts), typeof(ChannelsTexts), typeof(DraftsTexts), typeof(SinceTexts), typeof(BriefTexts), typeof(NoticesTexts), typeof(GoTexts), typeof(AnswersTexts)];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_key_stands_in_all_three_languages_with_the_same_places(Type area)
    {
        var resources = new ResourceManager(area);
        var english = Read(resources, CultureInfo.InvariantCulture);
        Assert.NotEmpty(english);

        foreach (var language in new[] { "ja", "ko" })
        {
            var translated = Read(resources, CultureInfo.GetCultureInfo(language));
            Assert.Equal(english.Keys.Order(), translated.Keys.Order());
            Assert.All(english, text => Assert.Equal(Places(text.Value), Places(translated[text.Key])));
        }
    }

    [Fact]
    public void Every_kind_of_statement_has_a_name_and_no_name_is_left_over()
    {
        var known = BodyCodec.Kinds.Concat(typeof(RecordKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!)).Select(k => k.Split('/')[0]);
        Assert.Equal(known.Append("unknown").Distinct().Order(StringComparer.Ordinal), Read(new(typeof(KindTexts)), CultureInfo.InvariantCulture).Keys.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Read(ResourceManager resources, CultureInfo culture)
    {
        var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private static IEnumerable<string> Places(string text) => Regex.Matches(text, @"\{\d").Select(m => m.Value).Distinct().Order();
}
