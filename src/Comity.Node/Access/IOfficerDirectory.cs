using Comity.Node.Rooms;

namespace Comity.Node.Access;

/// <summary>The officers of this member who may sign in.</summary>
public interface IOfficerDirectory
{
    /// <summary>In the order shown; ids are unique.</summary>
    IReadOnlyList<Officer> Officers { get; }

    /// <summary>True when anybody at the page may pick an officer: the demo, never a working node.</summary>
    bool DemoPicking { get; }
}
