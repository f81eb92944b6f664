using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>Who may say what about a draft: docs/spec/drafts.md, "Who may".</summary>
internal static class DraftingRight
{
    /// <param name="room">As the reader may see it.</param>
    /// <returns>The office it is said under and the draft's track; or the fault.</returns>
    public static (Officer? Office, string Track, Fault? Fault) Of(IRoom room, Sight sight, IBody body)
    {
        var own = ChannelId.Of(room.Me);
        var draft = body is IAboutDraft about ? room.Drafts.Find(about.Draft) : null;
        if (body is IAboutDraft && draft is null)
        {
            return Refused("draft", "drafts.reference.unknown", "expected a draft that your mandate opens");
        }

        var (by, channel, track) = body is DraftOpened opened ? (opened.By, opened.Channel, opened.Track) : ((body as IAboutDraft)?.By, draft!.Channel, draft.Track);
        return sight.SpeaksAs(own, track) is not { } office || by != office.Id ? Refused("", "access.no-mandate", $"expected a mandate that writes in channel {own} on track {track}, and your own id")
            : body is DraftOpened or DraftRevised && Elsewhere(room, channel, body) is { } elsewhere ? (null, track, elsewhere)
            : body is ClearanceGiven given && draft!.Steps.FirstOrDefault(s => s.Id == given.Clearance) is { } step && !Asked(sight, own, track, step.Of) ? Refused("clearance", "access.no-mandate", "expected whoever was asked to clear")
            : body is not (ReleaseAsked or ReleaseApproved) ? (office, track, null)
            : sight.SpeaksAs(channel, track) is { } speaker ? (speaker, track, null)
            : Refused("", "access.no-mandate", $"expected a mandate that speaks in channel {channel} on track {track}");
    }

    /// <summary>Whether this reader is among those asked to clear.</summary>
    public static bool Asked(Sight sight, ChannelId own, string track, Clearer of) =>
        sight.SpeaksAs(own, track) is { } office && (of.Officer is { } officer ? officer == office.Id
            : sight.Mandates.Any(m => m.Role != MandateRole.Auditor && (m.Channels?.Contains(own) ?? true) && (m.Tracks?.Contains(track) ?? true) && (m.Role == of.Role || m.Office == of.Office)));

    private static Fault? Elsewhere(IRoom room, ChannelId channel, IBody body)
    {
        var (subject, cites) = body switch { DraftOpened b => (b.Subject, b.Cites), DraftRevised b => (null, b.Cites), _ => (null, []) };
        return !room.Channels.Contains(channel) ? new("channel", "access.no-mandate", $"expected a channel that your mandate opens, found {channel}")
            : body is DraftOpened { Track: var track } && !room.Forum!.Tracks.Contains(track) ? new("track", "room.track", $"expected one of {string.Join(", ", room.Forum.Tracks)}, found {track}")
            : cites.Concat(subject is { } matter ? [matter] : []).Any(c => room.Find(c)?.Statement.Channel != channel) ? new("cites", "room.cites", $"expected statements of channel {channel}, which all its members can read")
            : null;
    }

    private static (Officer?, string, Fault?) Refused(string field, string code, string why) => (null, "", new Fault(field, code, why));
}
