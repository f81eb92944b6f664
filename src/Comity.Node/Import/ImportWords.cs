using System.Globalization;
using System.Resources;
using System.Text;
using Comity.Domain.Disputes;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Reads values as officers write them, in any language of the pages, as their wire names: "in force", 施行, 시행.</summary>
/// <remarks>What it does not know it leaves as it is: the check of the body then says what was expected and what was found.</remarks>
internal static class ImportWords
{
    private static readonly Dictionary<(Type, string), string> Values = EnumKeys.Shown.SelectMany(ValuesOf).DistinctBy(v => v.Key).ToDictionary(v => v.Key, v => v.Wire);
    private static readonly HashSet<string> Yes = new(["true", "yes", "y", "1", "はい", "예", "네"], StringComparer.Ordinal);
    private static readonly HashSet<string> No = new(["false", "no", "n", "0", "いいえ", "아니요", "아니오"], StringComparer.Ordinal);

    public static string Value<T>(string text)
        where T : struct, Enum => Values.GetValueOrDefault((typeof(T), Plain(text)), text);

    /// <returns>Null when it is neither yes nor no.</returns>
    public static bool? YesNo(string text) => Yes.Contains(Plain(text)) ? true : No.Contains(Plain(text)) ? false : null;

    public static string Track(string text, ForumView forum) =>
        forum.Tracks.FirstOrDefault(t => Plain(t) == Plain(text) || Languages(typeof(FrameTexts), $"track.{t}").Contains(Plain(text))) ?? text;

    /// <summary>A member by its id or one of its names in the charter.</summary>
    public static MemberId? Member(string text, ForumView forum) =>
        forum.Members.FirstOrDefault(m => Plain(m.Id.ToString()) == Plain(text) || m.Names.Values.Any(n => Plain(n) == Plain(text)))?.Id;

    private static IEnumerable<((Type, string) Key, string Wire)> ValuesOf(Type type) => EnumKeys.Keys(type).SelectMany(key =>
        Languages(typeof(DisputesPageTexts), key).Append(Plain(key.Split('.')[1])).Select(words => ((type, words), key.Split('.')[1])));

    private static IEnumerable<string> Languages(Type texts, string key) =>
        Formats.Languages.Select(l => new ResourceManager(texts).GetString(key, CultureInfo.GetCultureInfo(l))).OfType<string>().Select(Plain);

    private static string Plain(string text) => new([.. text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_')).Select(char.ToLowerInvariant)]);
}
