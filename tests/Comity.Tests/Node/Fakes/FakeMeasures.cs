using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Node.Fakes;

internal static class FakeMeasures
{
    public static MeasureFinding Of(FakeEntry e, DateOnly asOf)
    {
        var stages = new List<StageFinding> { new(FakeEntries.Id($"{e.Reference}/decided"), MeasureStage.Decided, e.Date, e.Body.Precision, e.Id, null, e.Date <= asOf, e.Body.Sources) };
        var inForce = e.Body.Effective ?? e.Date;
        stages.Add(new(FakeEntries.Id($"{e.Reference}/in-force"), MeasureStage.InForce, inForce, DatePrecision.Day, e.Id, null, inForce <= asOf, e.Body.Sources));
        var standing = asOf < e.Date ? MeasureStanding.NotYet
            : asOf < inForce ? MeasureStanding.Announced
            : e.Body.Actors[0].Member is null ? MeasureStanding.NoEndRecorded : MeasureStanding.InForce;
        return new(
            FakeEntries.Id($"{e.Reference}/measure"), e.Author, e.Track, e.Body.Title, "en", MeasureNature.Other, e.Body.Actors[0].Member is null, e.Body.Reported,
            Basis.PublicSource, e.Id, standing, inForce, "disputes.measure.in-force", MeasureStage.InForce, stages.ToValueList(), [], e.Reference, [e.Id]);
    }

    public static IEnumerable<MemberLedger> Ledger(MeasureFinding[] measures) => new[] { FakeRoom.Japan, FakeRoom.Korea, FakeRoom.America }.Select(member =>
    {
        int At(MeasureStanding standing) => measures.Count(m => m.Owner == member && !m.Private && m.Standing == standing);
        return new MemberLedger(
            member, At(MeasureStanding.InForce), At(MeasureStanding.Announced), At(MeasureStanding.Suspended), At(MeasureStanding.NoEndRecorded), At(MeasureStanding.Lifted));
    });
}
