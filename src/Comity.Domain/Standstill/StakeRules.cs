using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>What the author of each body stakes with it (docs/spec/forks.md): a forker is held to its undertakings, and gains nothing by its claims.</summary>
internal static class StakeRules
{
    public static Stake Of(IBody body) => body switch
    {
        OfferAccepted or OfferConfirmed or StandstillExtended or PledgeMade or LineAgreed => Stake.Undertaking,
        AllegationAnswered { Answer: Answer.Admits } or OutcomeStated or LinkageWithdrawn => Stake.Undertaking,
        NoticeChanged { Change: NoticeChange.Suspended or NoticeChange.Withdrawn } => Stake.Undertaking,
        LapseNoted or DutySuspended or NoticeGiven or NoticeChanged { Change: NoticeChange.Resumed } => Stake.Benefit,
        AllegationAnswered { Answer: Answer.Excuses } or StepClassified { CarveOut: not null } => Stake.Benefit,
        _ => Stake.None,
    };
}
