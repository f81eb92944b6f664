namespace Comity.Strategy.Models;

/// <summary>Which changes of an option its owner can make.</summary>
public enum Direction
{
    /// <summary>Taken and given up at will.</summary>
    Both,

    /// <summary>Only N to Y: taking it is irreversible.</summary>
    Forward,

    /// <summary>Only Y to N: giving it up is irreversible.</summary>
    Backward,

    /// <summary>Stands as it stands.</summary>
    Fixed,
}
