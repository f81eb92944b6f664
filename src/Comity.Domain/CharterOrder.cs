using Comity.Record;

namespace Comity.Domain;

/// <summary>Orders members as the charter names them; those it does not name come after, ordinally.</summary>
internal sealed class CharterOrder(ValueList<MemberId> members) : IComparer<MemberId>
{
    private readonly Dictionary<MemberId, int> _place = members.Distinct().Index().ToDictionary(m => m.Item, m => m.Index);

    public int Compare(MemberId x, MemberId y)
    {
        var order = PlaceOf(x).CompareTo(PlaceOf(y));
        return order != 0 ? order : x.CompareTo(y);
    }

    private int PlaceOf(MemberId member) => _place.GetValueOrDefault(member, int.MaxValue);
}
