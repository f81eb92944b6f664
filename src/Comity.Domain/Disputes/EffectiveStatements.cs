using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>The statements that have effect, arranged so that each rule finds its own at once.</summary>
internal sealed class EffectiveStatements(DisputesFacts facts, IReadOnlyDictionary<StatementId, string> reasons)
{
    /// <summary>By date, then id.</summary>
    public IReadOnlyList<Spoken<ActRecorded>> Acts { get; } =
        Effective<ActRecorded>(facts.Acts, reasons).OrderBy(a => a.Body.Date).ThenBy(a => a.Id).ToArray();

    public IReadOnlyDictionary<StatementId, ActRecorded> ActById { get; } =
        Effective<ActRecorded>(facts.Acts, reasons).ToDictionary(a => a.Id, a => a.Body);

    public IReadOnlyList<Spoken<MeasureAnnounced>> Measures { get; } = Effective<MeasureAnnounced>(facts.Measures, reasons).ToArray();

    public ILookup<StatementId, Spoken<StageRecorded>> StagesOf { get; } =
        Effective<StageRecorded>(facts.Stages, reasons).ToLookup(s => s.Body.Measure);

    public ILookup<StatementId, Spoken<ActAffirmed>> AffirmationsOf { get; } =
        Effective<ActAffirmed>(facts.Affirmations, reasons).ToLookup(a => a.Body.Act);

    public ILookup<StatementId, Spoken<ActAnswered>> AnswersTo { get; } =
        Effective<ActAnswered>(facts.Answers, reasons).ToLookup(a => a.Body.Act);

    public ILookup<StatementId, Spoken<AccountGiven>> AccountsOf { get; } =
        Effective<AccountGiven>(facts.Accounts, reasons).ToLookup(a => a.Body.Act);

    public ILookup<StatementId, Spoken<TranslationSupplied>> TranslationsOf { get; } =
        Effective<TranslationSupplied>(facts.Translations, reasons).ToLookup(t => t.Body.Of);

    public IReadOnlyList<Spoken<LinkAsserted>> Assertions { get; } = Effective<LinkAsserted>(facts.Assertions, reasons).ToArray();

    /// <summary>All that was said of links, by link; no order within one.</summary>
    public ILookup<LinkKey, Said> OnLink { get; } = facts.Assertions.Concat(facts.Denials).Concat(facts.LinkWithdrawals)
        .Where(s => !reasons.ContainsKey(s.Id)).ToLookup(s => LinkKey.Of(s.Body));

    private static IEnumerable<Spoken<T>> Effective<T>(StatementSet said, IReadOnlyDictionary<StatementId, string> reasons)
        where T : IBody => said.Where(s => !reasons.ContainsKey(s.Id)).As<T>();
}
