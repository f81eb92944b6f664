using Comity.Strategy.Concepts;

namespace Comity.Strategy.Certificates;

/// <summary>Why a state is stable, or not, for one decision maker by one concept: enough for a stranger to replay it.</summary>
/// <remarks>States are combinations of options, a merged one by its representative. Form <c>strategy-certificate/1</c>: docs/strategy.md.</remarks>
/// <param name="DecisionMaker">Index into the model's decision makers.</param>
public abstract record Certificate(int DecisionMaker, ulong State, Concept Concept)
{
    /// <summary>Stable: no improvement, or each is answered.</summary>
    /// <param name="Answers">One for every improvement of the decision maker from the state; none in a Nash certificate.</param>
    public sealed record Stable(int DecisionMaker, ulong State, Concept Concept, IReadOnlyList<Answer> Answers) : Certificate(DecisionMaker, State, Concept);

    /// <summary>Unstable: an improvement that nothing the others can do deters.</summary>
    /// <param name="Escapes">
    /// SMR and SSEQ only: for every state that the others reach from the improvement and the decision maker does not prefer to
    /// the certificate's, a move of the decision maker to one it does prefer.
    /// </param>
    public sealed record Unstable(int DecisionMaker, ulong State, Concept Concept, ulong Improvement, IReadOnlyList<Escape> Escapes) : Certificate(DecisionMaker, State, Concept);
}
