using Comity.Record;
using static Comity.Domain.Disputes.DisputesRuleNames;

namespace Comity.Domain.Disputes;

/// <summary>How far a measure has come while its reached stages are read in order.</summary>
/// <param name="Last">The last stage read, of any kind.</param>
/// <param name="Rests">The stage that began the standing; null when none announced it or brought it in force.</param>
/// <param name="Eased">The first easing since it came in force; remembered while suspended.</param>
internal sealed record MeasureProgress(MeasureStanding Standing, ReachedStage? Last, ReachedStage? Rests, ReachedStage? Eased)
{
    public static MeasureProgress None { get; } = new(MeasureStanding.NotYet, null, null, null);

    /// <summary>The day on which a standing began that <see cref="Judge"/> found: eased, the later of coming in force and of the first easing.</summary>
    public DateOnly? Since(MeasureStanding judged) =>
        judged == MeasureStanding.InForceEased && Eased?.Date > Rests?.Date ? Eased?.Date : Rests?.Date;

    public IEnumerable<StatementId> RestsOn =>
        (Standing == MeasureStanding.InForceEased ? new[] { Rests, Eased } : [Rests]).OfType<ReachedStage>().Select(s => s.Id).Distinct();

    public MeasureProgress Reaching(ReachedStage stage) => (stage.Stage switch
    {
        MeasureStage.Proposed or MeasureStage.Comment or MeasureStage.Decided or MeasureStage.Promulgated => Announced(stage),
        MeasureStage.InForce or MeasureStage.Resumed => InForce(stage),
        MeasureStage.Suspended => Into(MeasureStanding.Suspended, stage),
        MeasureStage.Eased => Easing(stage),
        MeasureStage.Lifted => Into(MeasureStanding.Lifted, stage) with { Eased = null },
        _ => this,
    }) with { Last = stage };

    public (MeasureStanding Standing, string Rule) Judge(MeasureEnd end) => Standing switch
    {
        MeasureStanding.NotYet => (Standing, Last is null ? MeasureNotYet : MeasureNoEntryRecorded),
        MeasureStanding.Announced => (Standing, DisputesRuleNames.MeasureAnnounced),
        MeasureStanding.Suspended => (Standing, MeasureSuspended),
        MeasureStanding.Lifted => (Standing, MeasureLifted),
        _ when end == MeasureEnd.NotRecorded => (MeasureStanding.NoEndRecorded, MeasureNoEndRecorded),
        MeasureStanding.InForceEased => (Standing, MeasureInForceEased),
        _ => (Standing, MeasureInForce),
    };

    private MeasureProgress Announced(ReachedStage stage) =>
        Standing is MeasureStanding.NotYet or MeasureStanding.Announced or MeasureStanding.Lifted
            ? Into(MeasureStanding.Announced, stage)
            : this;

    private MeasureProgress InForce(ReachedStage stage) => Standing switch
    {
        MeasureStanding.InForce or MeasureStanding.InForceEased => this,
        MeasureStanding.Suspended when Eased is not null => Into(MeasureStanding.InForceEased, stage),
        _ => Into(MeasureStanding.InForce, stage),
    };

    private MeasureProgress Easing(ReachedStage stage) => Standing switch
    {
        MeasureStanding.InForce or MeasureStanding.InForceEased => this with { Standing = MeasureStanding.InForceEased, Eased = Eased ?? stage },
        MeasureStanding.Suspended => this with { Eased = Eased ?? stage },
        _ => this,
    };

    private MeasureProgress Into(MeasureStanding standing, ReachedStage stage) =>
        Standing == standing ? this : this with { Standing = standing, Rests = stage };
}

/// <summary>One stage of a measure, as far as its standing goes.</summary>
internal readonly record struct ReachedStage(StatementId Id, MeasureStage Stage, DateOnly Date);
