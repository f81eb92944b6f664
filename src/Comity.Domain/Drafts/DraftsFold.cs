namespace Comity.Domain.Drafts;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class DraftsFold
{
    public static DraftsFacts Apply(DraftsFacts facts, Said said) => said.Body switch
    {
        DraftOpened => facts with { Opened = facts.Opened.Add(said) },
        IAboutDraft => facts with { About = facts.About.Add(said) },
        UnreadableBody when DraftsCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
