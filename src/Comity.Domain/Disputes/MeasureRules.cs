using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>Where each measure stands on a day, by the stages its own author recorded.</summary>
internal static class MeasureRules
{
    public static ValueList<MeasureFinding> Judge(EffectiveStatements effective, CharterOrder order, DateOnly asOf) => effective.Measures
        .Select(measure => Judge(measure, effective, order, asOf))
        .OrderBy(m => m.Owner, order).ThenBy(m => m.Stages.Count == 0 ? DateOnly.MaxValue : m.Stages[0].Date).ThenBy(m => m.Id)
        .ToValueList();

    private static MeasureFinding Judge(Spoken<MeasureAnnounced> measure, EffectiveStatements effective, CharterOrder order, DateOnly asOf)
    {
        // One author records them all, so its journal orders what the dates leave open.
        var stages = effective.StagesOf[measure.Id]
            .OrderBy(s => s.Body.Date).ThenBy(s => s.Body.Stage).ThenBy(s => s.Index).ThenBy(s => s.Id).ToArray();
        var progress = stages.Where(s => s.Body.Date <= asOf).Aggregate(MeasureProgress.None, (p, s) => p.Reaching(new(s.Id, s.Body.Stage, s.Body.Date)));
        var (standing, rule) = progress.Judge(measure.Body.End);
        var said = measure.Body;
        return new(
            measure.Id, measure.Author, measure.Said.Statement.Track ?? "", said.Title, said.Language, said.Nature,
            said.Private || said.Nature == MeasureNature.Private, said.Reported, said.Basis, said.Act,
            standing, progress.Since(standing), rule, progress.Last?.Stage, stages.Select(s => Stage(s, asOf)).ToValueList(),
            TranslationRules.Judge(effective, order, [measure.Id, .. stages.Select(s => s.Id)]), said.Reference,
            Because: progress.RestsOn.ToValueList());
    }

    private static StageFinding Stage(Spoken<StageRecorded> stage, DateOnly asOf) => new(
        stage.Id, stage.Body.Stage, stage.Body.Date, stage.Body.Precision, stage.Body.Act, stage.Body.Extent,
        Reached: stage.Body.Date <= asOf, stage.Body.Sources);
}
