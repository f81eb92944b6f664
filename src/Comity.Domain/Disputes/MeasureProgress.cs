using Comity.Record;
using static Comity.Domain.Disputes.DisputesRuleNames;
using Stage = Comity.Domain.Spoken<Comity.Domain.Disputes.StageRecorded>;

namespace Comity.Domain.Disputes;

/// <summary>How far a measure has come while its reached stages are read in order.</summary>
/// <param name="Last">The last stage read, of any kind.</param>
/// <param name="Rests">The stage the standing rests on; null when none announced it or brought it in force.</param>
/// <param name="Eased">The latest easing while in force; remembered while suspended.</param>
internal sealed record MeasureProgress(MeasureStanding Standing, Stage? Last, Stage? Rests, Stage? Eased)
{
    public static MeasureProgress None { get; } = new(MeasureStanding.NotYet, null, null, null);

    /// <summary>Date of the stage the standing rests on: of the latest easing while eased, else of <see cref="Rests"/>.</summary>
    public DateOnly? Since => (Standing == MeasureStanding.InForceEased ? Eased : Rests)?.Body.Date;

    public IEnumerable<StatementId> RestsOn =>
        (Standing == MeasureStanding.InForceEased ? new[] { Rests, Eased } : [Rests]).OfType<Stage>().Select(s => s.Id).Distinct();

    public MeasureProgress Reaching(Stage stage) => (stage.Body.Stage switch
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

    private MeasureProgress Announced(Stage stage) =>
        Standing is MeasureStanding.NotYet or MeasureStanding.Announced or MeasureStanding.Lifted
            ? this with { Standing = MeasureStanding.Announced, Rests = stage }
            : this;

    private MeasureProgress InForce(Stage stage) => Standing switch
    {
        MeasureStanding.InForce or MeasureStanding.InForceEased => this,
        MeasureStanding.Suspended when Eased is not null => Into(MeasureStanding.InForceEased, stage),
        _ => Into(MeasureStanding.InForce, stage),
    };

    private MeasureProgress Easing(Stage stage) => Standing switch
    {
        MeasureStanding.InForce or MeasureStanding.InForceEased => this with { Standing = MeasureStanding.InForceEased, Eased = stage },
        MeasureStanding.Suspended => this with { Eased = stage },
        _ => this,
    };

    private MeasureProgress Into(MeasureStanding standing, Stage stage) =>
        Standing == standing ? this : this with { Standing = standing, Rests = stage };
}
