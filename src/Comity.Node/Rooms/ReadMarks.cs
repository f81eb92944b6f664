using Comity.Node.Desk;
using Comity.Node.Shared;

namespace Comity.Node.Rooms;

/// <summary>How far an officer has read each track of a channel, on their desk at this node: the same from every browser.</summary>
public sealed class ReadMarks(RoomView view, DeskBook desks)
{
    /// <returns>Null where the track was never marked, and for visitors.</returns>
    public VisitMark? Of(string track) => view.Officer is { } officer && desks.Get(officer.Id, Name(track)) is { } text ? VisitMark.Parse(text) : null;

    /// <summary>Everything held now on a track counts as read.</summary>
    public void MarkRead(string track)
    {
        if (view.Officer is { } officer && view.Forum.Tracks.Contains(track))
        {
            desks.Set(officer.Id, (Name(track), VisitMark.Now(view).ToString()));
        }
    }

    private string Name(string track) => $"read/{view.Channel}/{track}";
}
