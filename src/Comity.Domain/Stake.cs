namespace Comity.Domain;

/// <summary>What a statement's author stakes with it: this decides what becomes of the statement when its journal is forked.</summary>
/// <remarks>docs/spec/forks.md, "What binds and what is suspended".</remarks>
public enum Stake
{
    /// <summary>It tells, and neither binds its author nor claims anything.</summary>
    None,

    /// <summary>Others may rely on it against its author: it binds, in whatever branch another member held it.</summary>
    Undertaking,

    /// <summary>Its author claims something by it from others, or for itself: suspended where it rests on a forked stretch.</summary>
    Benefit,
}
