using Comity.Domain.Disputes;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Disputes;

/// <summary>Which lane an act or a measure stands in: parties by their order, then one lane for everybody who is no member.</summary>
public sealed record Lanes(IReadOnlyDictionary<MemberId, int> ByMember, int Others)
{
    /// <summary>The parties of the forum, own first.</summary>
    public static Lanes OfMembers(RoomView view)
    {
        var parties = view.Members.Where(m => m.IsParty).Select((m, n) => (m.Id, n)).ToDictionary(p => p.Id, p => p.n);
        return new(parties, parties.Count);
    }

    /// <summary>A member's own act in its lane, an organ's in its state's (ILC Articles on State Responsibility, art. 4), all else among the others.</summary>
    /// <returns>One lane per actor, the first named first, no lane twice; never empty.</returns>
    public IReadOnlyList<int> Of(ActFinding act)
    {
        var lanes = act.Actors.Select(a => LaneOf(a.Member ?? a.OrganOf)).Distinct().ToList();
        return lanes.Count == 0 ? [Others] : lanes;
    }

    public int Of(MeasureFinding measure) => measure.Private ? Others : LaneOf(measure.Owner);

    /// <summary>The lanes used, closed up; <paramref name="used"/> ascending.</summary>
    public Lanes Only(IReadOnlyList<int> used)
    {
        int Place(int lane) => Math.Max(0, used.ToList().IndexOf(lane));
        return new(ByMember.ToDictionary(p => p.Key, p => Place(p.Value)), Place(Others));
    }

    private int LaneOf(MemberId? member) => member is { } m ? ByMember.GetValueOrDefault(m, Others) : Others;
}
