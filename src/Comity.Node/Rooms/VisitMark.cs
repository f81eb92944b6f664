using System.Globalization;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Rooms;

/// <summary>How far a reader had read: journal sizes, and the room's day it was.</summary>
public sealed record VisitMark(IReadOnlyDictionary<MemberId, long> Sizes, DateOnly Day)
{
    /// <summary>All that a channel holds now.</summary>
    public static VisitMark Now(RoomView view) => new(view.Room.Journals(view.Channel).ToDictionary(j => j.Member, j => j.Head.Size), view.Room.Day);

    /// <summary>Statements of a member from this index on are new to the reader.</summary>
    public long From(MemberId member) => Sizes.GetValueOrDefault(member);

    /// <summary><c>2019-08-02/jp:38,kr:41</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Day:yyyy-MM-dd}/{string.Join(',', Sizes.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}:{s.Value}")))}");

    /// <returns>Null for anything but the form above: a cookie is not trusted.</returns>
    public static VisitMark? Parse(string text)
    {
        if (text.Split('/') is not [var day, var sizes] || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            return null;
        }

        var read = new Dictionary<MemberId, long>();
        foreach (var part in sizes.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':') is not [var name, var size] || !MemberId.TryParse(name, out var member)
                || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || !read.TryAdd(member, count))
            {
                return null;
            }
        }

        return new(read, on);
    }
}
