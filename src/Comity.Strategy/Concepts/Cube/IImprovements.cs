namespace Comity.Strategy.Concepts.Cube;

/// <summary>One decision maker's improvements over the whole cube.</summary>
internal interface IImprovements
{
    /// <summary>Lowers both values of each combination to the least that one improvement leads to.</summary>
    /// <param name="pairs">Two integers per combination of options, lowered side by side.</param>
    /// <returns>Whether any value fell.</returns>
    bool Lower(long[] pairs);
}
