using System.Text;
using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;
using Comity.Record.Statements;
using static Comity.Domain.Disputes.MeasureStage;

namespace Comity.Tests.Disputes;

/// <summary>A standing counts from the day it began, whatever repeats it later.</summary>
public sealed class MeasureSinceTests
{
    private static readonly MemberId Arda = MemberId.Parse("arda");

    [Fact]
    public void Announced_counts_from_the_first_announcement() =>
        Stands(MeasureStanding.Announced, since: 1, MeasureEnd.ToBeRecorded, (Comment, 1), (Decided, 3), (Promulgated, 5));

    [Fact]
    public void Eased_counts_from_the_first_easing() =>
        Stands(MeasureStanding.InForceEased, since: 4, MeasureEnd.ToBeRecorded, (InForce, 2), (Eased, 4), (Eased, 6), (Eased, 8));

    [Fact]
    public void Eased_and_resumed_counts_from_the_resumption() =>
        Stands(MeasureStanding.InForceEased, since: 8, MeasureEnd.ToBeRecorded, (InForce, 2), (Eased, 4), (Suspended, 6), (Resumed, 8), (Eased, 9));

    [Fact]
    public void Announced_again_after_lifting_counts_from_the_new_announcement() =>
        Stands(MeasureStanding.Announced, since: 6, MeasureEnd.ToBeRecorded, (Decided, 1), (InForce, 2), (Lifted, 4), (Proposed, 6), (Decided, 7));

    [Fact]
    public void An_earlier_easing_does_not_ease_what_came_in_force_anew() =>
        Stands(MeasureStanding.InForce, since: 6, MeasureEnd.ToBeRecorded, (InForce, 1), (Eased, 2), (Lifted, 4), (InForce, 6));

    [Fact]
    public void No_end_recorded_counts_from_the_day_it_came_in_force() =>
        Stands(MeasureStanding.NoEndRecorded, since: 2, MeasureEnd.NotRecorded, (Decided, 1), (InForce, 2), (Eased, 4));

    private static void Stands(MeasureStanding standing, int since, MeasureEnd end, params (MeasureStage Stage, int Day)[] stages)
    {
        var act = Said("act", new ActRecorded(
            Day(1), DatePrecision.Day, ActType.Measure, [new(Arda, null, null)], [], "Arda acts", "", "en", null, null, Basis.OwnAct, false, [], null, null));
        var measure = Said("measure", new MeasureAnnounced(act.Id, "Measure", "en", MeasureNature.Other, false, end, Basis.OwnAct, false, [], null));
        var all = stages.Select((s, i) => Said("stage" + i, new StageRecorded(measure.Id, s.Stage, Day(s.Day), DatePrecision.Day, null, null, "en", Basis.OwnAct, []), i + 2));

        var disputes = new DisputesCapability();
        var facts = new[] { act, measure }.Concat(all).Aggregate(disputes.NoFacts, disputes.Apply);
        var found = Assert.Single(((DisputesFindings)disputes.Judge(facts, new(Day(20), [Arda], Arda))).Measures);
        Assert.Equal((standing, Day(since)), (found.Standing, found.Since));
    }

    private static DateOnly Day(int day) => new(2031, 3, day);

    private static Said Said(string key, IBody body, long index = 0) => BodyCodec.Read(new Statement
    {
        Id = new(Hash256.Of(Encoding.UTF8.GetBytes(key))),
        Forum = null,
        Channel = ChannelId.Plenary,
        Member = Arda,
        Index = index,
        Seen = Seen.Nothing([Arda]),
        Roster = 1,
        ClaimedAt = default,
        Office = "office",
        Level = "working",
        Kind = BodyCodec.KindOf(body.GetType()),
        Track = "trade",
        Subject = null,
        Cites = [],
        Body = JsonSerializer.SerializeToElement(BodyCodec.Write(body)),
        Blobs = [],
        KeyId = "",
        Compact = "",
    });
}
