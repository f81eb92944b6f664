using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Shared;

namespace Comity.Node.Disputes;

/// <summary>The order of the acts' table. Findings order ordinally; a page collates as its reader's language does.</summary>
public static class ActsOrder
{
    public static IReadOnlyList<string> Columns { get; } = ["date", "whose", "what", "type", "track"];

    /// <param name="sort">A column, with a leading hyphen when descending; anything else reads as the newest first.</param>
    public static IEnumerable<ActFinding> Sort(IEnumerable<ActFinding> acts, string sort, RoomView view, Formats formats)
    {
        var text = StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true);
        var place = view.Members.Select((m, n) => (m.Id, n)).ToDictionary(p => p.Id, p => p.n);
        int Whose(ActFinding act) => act.Actors.Min(a => (a.Member ?? a.OrganOf) is { } m ? place.GetValueOrDefault(m, place.Count) : place.Count);
        return sort switch
        {
            "date" => acts.OrderBy(a => a.Date),
            "whose" => acts.OrderBy(Whose).ThenByDescending(a => a.Date),
            "-whose" => acts.OrderByDescending(Whose).ThenByDescending(a => a.Date),
            "what" => acts.OrderBy(a => formats.Title(a).Text, text),
            "-what" => acts.OrderByDescending(a => formats.Title(a).Text, text),
            "type" => acts.OrderBy(a => a.Type).ThenByDescending(a => a.Date),
            "-type" => acts.OrderByDescending(a => a.Type).ThenByDescending(a => a.Date),
            "track" => acts.OrderBy(a => view.Forum.Tracks.ToList().IndexOf(a.Track)).ThenByDescending(a => a.Date),
            "-track" => acts.OrderByDescending(a => view.Forum.Tracks.ToList().IndexOf(a.Track)).ThenByDescending(a => a.Date),
            _ => acts.OrderByDescending(a => a.Date),
        };
    }
}
