namespace Comity.Domain.Dialogue;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class DialogueFold
{
    public static DialogueFacts Apply(DialogueFacts facts, Said said) => said.Body switch
    {
        ITableBody => facts with { Said = facts.Said.Add(said) },
        UnreadableBody when DialogueCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
