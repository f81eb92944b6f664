namespace Comity.Strategy.Concepts;

/// <summary>How the engine goes about it; the verdicts are the same.</summary>
public enum SolveMethod
{
    /// <summary>Whichever is faster for the model.</summary>
    Automatic,

    /// <summary>Over states as they are listed: any model.</summary>
    Listed,

    /// <summary>Over the cube of all option combinations: models without merged states and disallowed moves, of at most 30 options.</summary>
    Cube,
}
