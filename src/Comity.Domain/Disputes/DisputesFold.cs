namespace Comity.Domain.Disputes;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class DisputesFold
{
    public static DisputesFacts Apply(DisputesFacts facts, Said said) => said.Body switch
    {
        ActRecorded => facts with { Acts = facts.Acts.Add(said) },
        ActAffirmed => facts with { Affirmations = facts.Affirmations.Add(said) },
        ActAnswered => facts with { Answers = facts.Answers.Add(said) },
        MeasureAnnounced => facts with { Measures = facts.Measures.Add(said) },
        StageRecorded => facts with { Stages = facts.Stages.Add(said) },
        LinkAsserted => facts with { Assertions = facts.Assertions.Add(said) },
        LinkDenied => facts with { Denials = facts.Denials.Add(said) },
        LinkWithdrawn => facts with { LinkWithdrawals = facts.LinkWithdrawals.Add(said) },
        AccountGiven => facts with { Accounts = facts.Accounts.Add(said) },
        TranslationSupplied => facts with { Translations = facts.Translations.Add(said) },
        UnreadableBody when DisputesCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
