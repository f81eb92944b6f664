using System.Globalization;
using System.Text;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;
using static Comity.Domain.Channels.ChannelsFaultCodes;

namespace Comity.Domain.Channels;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/channels.md.</summary>
internal static class ChannelsFaults
{
    private const int LongestText = 1000;
    private const int LongestTitle = 200;
    private const int MostWays = 4;

    public static IEnumerable<Fault> Of(IBody body) => body switch
    {
        PassingAsked b => [.. To(b.To), .. Text("purpose", b.Purpose), .. Language(b.Language)],
        PassingGranted b => [.. To(b.To), .. Until(b.On, b.Until)],
        PassingRefused b => [.. To(b.To), .. Text("reason", b.Reason), .. Language(b.Language)],
        ItemPassed b => [.. Item(b.Item), .. Leave(b.Leave), .. RosterOf("roster", b.Roster), .. RosterOf("leaveRoster", b.LeaveRoster), .. Text("note", b.Note), .. Language(b.Language)],
        PassageReported b => To(b.To),
        ItemRead b => How(b.How),
        EvidenceAttached b => [.. Title(b.Title), .. Language(b.Language)],
        BlobForgotten b => [.. Blob(b.Blob), .. Text("reason", b.Reason), .. Language(b.Language)],
        _ => [],
    };

    private static IEnumerable<Fault> To(ChannelId to)
    {
        if (to.IsPublic)
        {
            yield return new("to", ToPublic, "expected a channel of named members or plenary, found public: what becomes public its author publishes");
        }
    }

    private static IEnumerable<Fault> Text(string field, string? text)
    {
        if (text is null)
        {
            yield break;
        }

        var length = text.EnumerateRunes().Count();
        if (length > LongestText || string.IsNullOrWhiteSpace(text))
        {
            yield return new(field, TextLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {LongestText} characters, found {length}"));
        }

        if (text.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value != '\n'))
        {
            yield return new(field, TextCharacters, "expected no control characters but line ends, found one");
        }
    }

    private static IEnumerable<Fault> Title(string title)
    {
        var length = title.EnumerateRunes().Count();
        if (length > LongestTitle || string.IsNullOrWhiteSpace(title) || title.EnumerateRunes().Any(Rune.IsControl))
        {
            yield return new("title", TitleLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {LongestTitle} characters on one line, found {length}"));
        }
    }

    private static IEnumerable<Fault> Language(string tag)
    {
        if (!LanguageTag.HasShape(tag))
        {
            yield return new("language", LanguageForm, $"expected a language tag as en or ko-KR, found {FormFound.Quote(tag)}");
        }
    }

    private static IEnumerable<Fault> Until(DateOnly on, DateOnly? until)
    {
        if (until < on)
        {
            yield return new("until", DatesOrder, string.Create(CultureInfo.InvariantCulture, $"expected {on:yyyy-MM-dd} or later, found {until:yyyy-MM-dd}"));
        }
    }

    private static IEnumerable<Fault> Item(string compact)
    {
        if (!StatementGate.TryRead(compact, out _, out var fault))
        {
            yield return new("item", ItemUnreadable, $"expected a statement's compact text: {fault.Message}");
        }
    }

    private static IEnumerable<Fault> Leave(string? compact)
    {
        if (compact is not null && !StatementGate.TryRead(compact, out _, out var fault))
        {
            yield return new("leave", LeaveUnreadable, $"expected a statement's compact text: {fault.Message}");
        }
    }

    private static IEnumerable<Fault> RosterOf(string field, string? compact)
    {
        if (compact is not null && !Roster.TryRead(compact, out _, out var fault))
        {
            yield return new(field, RosterUnreadable, $"expected a roster's compact text: {fault.Message}");
        }
    }

    private static IEnumerable<Fault> How(ValueList<ReadHow> how)
    {
        if (how.Count is 0 or > MostWays || !how.SequenceEqual(how.Distinct().Order()))
        {
            yield return new("how", HowCount, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {MostWays} ways, each once, in order, found {how.Count}"));
        }
    }

    private static IEnumerable<Fault> Blob(string id)
    {
        if (!Hash256.TryParse(id, out _))
        {
            yield return new("blob", BlobForm, $"expected a blob's id of {Hash256.TextLength} base64url characters, found {FormFound.Quote(id)}");
        }
    }
}
