using Comity.Domain.Disputes;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node;
using Comity.Node.Access;
using Comity.Node.Drafts;
using Comity.Record;

namespace Comity.Cli.Demo;

/// <summary>A draft in each party's own channel, so that the page of drafts has something to show. It says itself that it is a sample and no fact.</summary>
internal static class SampleDraft
{
    public static async Task KeepAsync(NodeHost node, CancellationToken cancellation)
    {
        var room = node.Room;
        if (room.Drafts.Drafts.Count > 0)
        {
            return;
        }

        var officers = new DemoOfficers(room.Me).Officers;
        var (desk, head) = (officers.First(o => o.Id == "desk"), officers.First(o => o.Id == "head"));
        var sample = new ActRecorded(
            room.Day, DatePrecision.Day, ActType.Statement, [new Actor(room.Me, null, null)], [], "Sample draft: proposal of a call between the directors",
            "A sample made by Comity for the demonstration. It is no fact of the case, and nobody said it.", "en", null, null, Basis.OwnAct, false, [], null, null);
        var opened = await room.DraftAsync(
            new DraftOpened(ChannelId.Plenary, "disputes.act-recorded/1", "dialogue", "Sample: proposal of a call between the directors", DraftText.Of(sample), null, [], desk.Id, room.Day), "dialogue", desk, cancellation).ConfigureAwait(false);
        if (opened is Node.Rooms.SayResult.Said { Id: var draft })
        {
            await room.DraftAsync(new DraftCommented(draft, draft, "Is the hour fit for every capital?", head.Id, room.Day), "dialogue", head, cancellation).ConfigureAwait(false);
            await room.DraftAsync(new ClearanceAsked(draft, draft, new(MandateRole.Head, null, null), null, desk.Id, room.Day), "dialogue", desk, cancellation).ConfigureAwait(false);
        }
    }
}
