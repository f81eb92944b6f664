using Comity.Domain.Press;
using Comity.Domain.Terms;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Press;

/// <summary>The record of a channel as its reader may see it, ready for press lines; one channel a request.</summary>
public sealed class PressDesk(IRoom room)
{
    private PressCheck? _check;

    /// <param name="channel">The channel whose record a line is held against; the caller has seen to it that the officer hears it.</param>
    public PressCheck For(ChannelId channel) => _check ??= Prepare(channel);

    private PressCheck Prepare(ChannelId channel)
    {
        var names = room.Forum!.Members.ToDictionary(m => m.Id, IReadOnlyList<string> (m) => [.. m.Names.Values.Concat(m.Capital.Values).Distinct(StringComparer.Ordinal)]);
        return new(PressFacts.Of(room.Picture(channel).Disputes), new(names), SensitiveIn(channel));
    }

    // Our own list, which nobody else knows, and what the others have told us they mind.
    private IReadOnlyList<SensitiveTerm> SensitiveIn(ChannelId channel) =>
        [.. new[] { ChannelId.Of(room.Me), channel }.Distinct().Where(room.Channels.Contains)
            .SelectMany(c => room.Findings<TermsFindings>(c)?.Lists ?? [])
            .SelectMany(l => l.Terms.Select(t => new SensitiveTerm(t.Phrase, t.Instead, l.Author))).Distinct()];
}
