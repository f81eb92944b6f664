using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Rooms;

/// <summary>Places acts of a span of days in lanes: own first, other members, then everybody outside the forum.</summary>
public sealed class LaneLayout
{
    public const int Width = 1200;
    public const int Left = 132;
    public const int Days = 90;
    /// <summary>Acts drawn; of more the latest.</summary>
    private const int Most = 120;

    private const int Right = 40;
    private const int Step = 17;
    private const int Padding = 10;

    private LaneLayout(DateOnly last, IReadOnlyList<Lane> lanes)
    {
        Last = last;
        Lanes = lanes;
    }

    public DateOnly Last { get; }

    public DateOnly First => Last.AddDays(1 - Days);

    public IReadOnlyList<Lane> Lanes { get; }

    public int Height => Lanes.Count == 0 ? 0 : Lanes[^1].Top + Lanes[^1].Height;

    public double X(DateOnly day) => Left + (day.DayNumber - First.DayNumber + .5) * (Width - Left - Right) / Days;

    /// <summary>The first of each month in the span, and nothing too close to the left edge to be read.</summary>
    public IEnumerable<DateOnly> Months => Enumerable.Range(0, Days).Select(First.AddDays).Where(d => d.Day == 1);

    public static LaneLayout Of(RoomView view)
    {
        var layout = new LaneLayout(view.AsOf, []);
        var acts = view.Acts.LatestActs(ActFilter.All, 0, Most, view.AsOf).Where(a => a.Date >= layout.First).ToArray();
        var lanes = new List<Lane>();
        foreach (var member in view.Audience.Select(m => (MemberId?)m.Id).Append(null))
        {
            var mine = acts.Where(a => member is null ? a.Actors.All(x => x.Member is null) : a.Actors.Any(x => x.Member == member)).ToArray();
            if (mine.Length > 0 || member is not null)
            {
                var top = lanes.Count == 0 ? 24 : lanes[^1].Top + lanes[^1].Height;
                lanes.Add(Stack(layout, member, mine, top));
            }
        }

        return new(view.AsOf, lanes);
    }

    /// <summary>Marks too close to be told apart go into rows below one another.</summary>
    private static Lane Stack(LaneLayout layout, MemberId? member, ActFinding[] acts, int top)
    {
        var ends = new List<double>();
        var marks = new List<LaneMark>();
        foreach (var act in acts)
        {
            var x = layout.X(act.Date);
            var row = ends.FindIndex(end => end < x - 15);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = x;
            marks.Add(new(act, x, top + Padding + 7 + row * Step));
        }

        return new(member, top, Math.Max(1, ends.Count) * Step + 2 * Padding - 3, marks);
    }
}

/// <param name="Member">Null for those outside the forum.</param>
public sealed record Lane(MemberId? Member, int Top, int Height, IReadOnlyList<LaneMark> Marks);

public sealed record LaneMark(ActFinding Act, double X, double Y);
