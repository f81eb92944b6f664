namespace Comity.Domain.Terms;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class TermsFold
{
    public static TermsFacts Apply(TermsFacts facts, Said said) => said.Body switch
    {
        TermListSet => facts with { Lists = facts.Lists.Add(said) },
        UnreadableBody when TermsCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
