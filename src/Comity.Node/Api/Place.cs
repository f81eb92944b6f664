using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Api;

/// <summary>A place in a journal as text: <c>jp:41</c>.</summary>
public sealed record Place(MemberId Member, long Index)
{
    /// <param name="text">Null or empty reads as null.</param>
    public static bool TryParse(string? text, out Place? place)
    {
        place = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (text.Split(':') is [var name, var number] && MemberId.TryParse(name, out var member)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            place = new Place(member, index);
        }

        return place is not null;
    }
}

/// <summary>Reads <c>jp:38,kr:41,us:12</c> against the journals held.</summary>
public static class CutText
{
    public static bool TryParse(string? text, IReadOnlyList<JournalRow> journals, out Cut? cut, [NotNullWhen(false)] out Fault? fault)
    {
        (cut, fault) = (null, null);
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var sizes = new Dictionary<MemberId, long>();
        foreach (var part in text.Split(','))
        {
            if (!Place.TryParse(part, out var place) || place is null || journals.FirstOrDefault(j => j.Member == place.Member) is not { } journal || journal.Head.Size < place.Index || !sizes.TryAdd(place.Member, place.Index))
            {
                fault = new Fault("cut", "api.cut", $"expected sizes held here, as {string.Join(",", journals.Select(j => $"{j.Member}:{j.Head.Size}"))}; found {text}");
                return false;
            }
        }

        cut = new Cut(sizes);
        return true;
    }
}
