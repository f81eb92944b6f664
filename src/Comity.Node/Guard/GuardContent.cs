using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>What a guard says: a mark per channel, and what is known of channels it does not list.</summary>
/// <remarks>docs/spec/guard.md, "The file". Immutable; a new one is written for each commit.</remarks>
public sealed record GuardContent(StatementId Forum, MemberId Member, bool UnlistedIsUnknown, ImmutableSortedDictionary<ChannelId, GuardMark> Marks)
{
    private const string Heading = "comity-guard/1";

    public static GuardContent New(StatementId forum, MemberId member, bool unlistedIsUnknown) =>
        new(forum, member, unlistedIsUnknown, ImmutableSortedDictionary<ChannelId, GuardMark>.Empty);

    public GuardMark this[ChannelId channel] => Marks.GetValueOrDefault(channel) ?? (UnlistedIsUnknown ? GuardMark.Unknown : GuardMark.Nothing);

    public GuardContent With(ChannelId channel, GuardMark mark) => this with { Marks = Marks.SetItem(channel, mark) };

    public byte[] Write()
    {
        var text = new StringBuilder()
            .Append(Heading).Append('\n')
            .Append("forum ").Append(Forum).Append('\n')
            .Append("member ").Append(Member).Append('\n')
            .Append("unlisted ").Append(UnlistedIsUnknown ? "unknown" : "none").Append('\n');
        foreach (var (channel, mark) in Marks)
        {
            text.Append(channel).Append(' ')
                .Append(mark.IsUnknown ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{mark.Size} {mark.Id?.ToString() ?? "-"}")).Append('\n');
        }

        var body = text.ToString();
        return Encoding.ASCII.GetBytes($"{body}sha256 {Hash256.Of(Encoding.ASCII.GetBytes(body))}\n");
    }

    /// <returns>Null when the bytes are not exactly what <see cref="Write"/> makes.</returns>
    public static GuardContent? TryRead(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        if (lines.Length < 6 || lines[0] != Heading || !StatementId.TryParse(After(lines[1], "forum "), out var forum) || !MemberId.TryParse(After(lines[2], "member "), out var member))
        {
            return null;
        }

        var content = New(forum, member, lines[3] == "unlisted unknown");
        foreach (var line in lines[4..^2])
        {
            if (ReadMark(line) is not var (channel, mark))
            {
                return null;
            }

            content = content.With(channel, mark);
        }

        // Checksum, order and spelling in one comparison.
        return bytes.SequenceEqual(content.Write()) ? content : null;
    }

    private static string? After(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;

    private static (ChannelId Channel, GuardMark Mark)? ReadMark(string line)
    {
        var words = line.Split(' ');
        if (!ChannelId.TryParse(words[0], out var channel))
        {
            return null;
        }

        return words switch
        {
            [_, "unknown"] => (channel, GuardMark.Unknown),
            [_, "0", "-"] => (channel, GuardMark.Nothing),
            [_, var size, var id] when long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var released) && StatementId.TryParse(id, out var last) => (channel, new GuardMark(released, last)),
            _ => null,
        };
    }
}
