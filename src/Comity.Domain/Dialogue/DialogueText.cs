namespace Comity.Domain.Dialogue;

/// <summary>Wording of <see cref="DialogueRuleNames"/> and <see cref="DialogueFaultCodes"/>.</summary>
public static class DialogueText
{
    public static ResourceText Wording { get; } = new(typeof(DialogueText));
}
