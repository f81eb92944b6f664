namespace Comity.Node;

/// <summary>Marks the wording of questions and answers for parliament.</summary>
public sealed class AnswersTexts;
