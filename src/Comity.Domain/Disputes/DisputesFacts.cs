using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>What has been said of disputes in a channel: a set per body, nothing decided.</summary>
/// <param name="Unreadable">Statements of a kind of ours whose body cannot be read.</param>
public sealed record DisputesFacts(
    StatementSet Acts, StatementSet Affirmations, StatementSet Measures, StatementSet Stages,
    StatementSet Assertions, StatementSet Denials, StatementSet LinkWithdrawals,
    StatementSet Accounts, StatementSet Translations, StatementSet Unreadable, StatementSet Answers) : IFacts
{
    public static DisputesFacts None { get; } = new(
        StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty,
        StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);

    /// <summary>The readable statement of this id, whatever it says; null when it is not among the facts.</summary>
    public Said? Find(StatementId id) => Acts.Find(id) ?? Measures.Find(id) ?? Stages.Find(id) ?? Assertions.Find(id)
        ?? Denials.Find(id) ?? Accounts.Find(id) ?? Affirmations.Find(id) ?? LinkWithdrawals.Find(id) ?? Translations.Find(id) ?? Answers.Find(id);
}
