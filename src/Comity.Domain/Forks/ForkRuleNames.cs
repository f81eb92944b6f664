namespace Comity.Domain.Forks;

/// <summary>Codes of the rules of forks, as on the spec page; wording in the Record pages' resources.</summary>
public static class ForkRuleNames
{
    /// <summary>An undertaking in a branch that another member held binds whoever forked.</summary>
    public const string Binding = "forks.undertaking.binding";

    /// <summary>A benefit claimed on a forked stretch of either branch, or from something there.</summary>
    public const string Suspended = "forks.benefit.suspended";

    /// <summary>It stands in the branch held, between a fork and what decides it.</summary>
    public const string ContestedHere = "forks.contested.between-fork-and-decision";

    /// <summary>It stands in a branch other than the one held.</summary>
    public const string ContestedOther = "forks.contested.other-branch";

    /// <summary>It was built on something contested.</summary>
    public const string ContestedRests = "forks.contested.built-on";

    public static IReadOnlyList<string> All { get; } = [Binding, Suspended, ContestedHere, ContestedOther, ContestedRests];
}
