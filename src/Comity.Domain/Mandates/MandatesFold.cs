namespace Comity.Domain.Mandates;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class MandatesFold
{
    public static MandatesFacts Apply(MandatesFacts facts, Said said) => said.Body switch
    {
        MandateGiven => facts with { Given = facts.Given.Add(said) },
        MandateChanged => facts with { Changes = facts.Changes.Add(said) },
        MandateWithdrawn => facts with { Withdrawals = facts.Withdrawals.Add(said) },
        UnreadableBody when MandatesCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
