using Comity.Domain.Press;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Press;

/// <summary>This member's words for what stands in others' texts, by its list in its own channel; for one request.</summary>
public sealed class OwnTerms(IRoom room)
{
    private IReadOnlyList<SensitiveTerm>? _terms;

    /// <summary>Where a listed phrase stands, in order; the longer one where one stands within another.</summary>
    public IReadOnlyList<SensitiveFinding> In(string text)
    {
        var found = new List<SensitiveFinding>();
        foreach (var next in Terms.Count == 0 ? [] : SensitiveWords.In(text, Terms).Where(f => found is not [.., var last] || f.Start >= last.Start + last.Length))
        {
            found.Add(next);
        }

        return found;
    }

    private IReadOnlyList<SensitiveTerm> Terms => _terms ??= room.Channels.Contains(ChannelId.Of(room.Me))
        ? [.. TermsApi.In(room, ChannelId.Of(room.Me)).Lists.Where(l => l.Author == room.Me)
            .SelectMany(l => l.Terms).Where(t => t.Instead is not null).Select(t => new SensitiveTerm(t.Phrase, t.Instead, room.Me))]
        : [];
}
