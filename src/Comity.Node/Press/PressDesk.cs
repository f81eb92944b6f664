using Comity.Domain.Press;
using Comity.Domain.Terms;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Press;

/// <summary>Keeps the record of a channel ready for press lines: taken apart anew only when something was said or the day changed.</summary>
public sealed class PressDesk(IRoom room)
{
    private readonly Lock _lock = new();
    private Prepared? _last;

    /// <param name="channel">The channel whose record a line is held against; the caller has seen to it that the officer hears it.</param>
    public PressCheck For(ChannelId channel)
    {
        var heads = string.Join(' ', new[] { channel, ChannelId.Of(room.Me) }.SelectMany(room.Journals).Select(j => j.Head.Root));
        lock (_lock)
        {
            if (_last is not { } last || last.Channel != channel || last.Day != room.Day || last.Heads != heads)
            {
                _last = last = new(channel, room.Day, heads, Prepare(channel));
            }

            return last.Check;
        }
    }

    private PressCheck Prepare(ChannelId channel)
    {
        var names = room.Forum!.Members.ToDictionary(m => m.Id, IReadOnlyList<string> (m) => [.. m.Names.Values.Concat(m.Capital.Values).Distinct(StringComparer.Ordinal)]);
        return new(PressFacts.Of(room.Picture(channel).Disputes), new(names), SensitiveIn(channel));
    }

    // Our own list, which nobody else knows, and what the others have told us they mind.
    private IReadOnlyList<SensitiveTerm> SensitiveIn(ChannelId channel) =>
        [.. new[] { ChannelId.Of(room.Me), channel }.Distinct()
            .SelectMany(c => room.Findings<TermsFindings>(c)?.Lists ?? [])
            .SelectMany(l => l.Terms.Select(t => new SensitiveTerm(t.Phrase, t.Instead, l.Author))).Distinct()];

    private sealed record Prepared(ChannelId Channel, DateOnly Day, string Heads, PressCheck Check);
}
