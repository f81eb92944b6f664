namespace Comity.Tests.Explorer;

/// <summary>How far is explored.</summary>
/// <param name="Statements">Statements made after the founding, honest and dishonest.</param>
/// <param name="Faults">Crashes and restores together.</param>
/// <param name="TiresWithOldCopy">Also a node whose database and guard were put back together goes on without its peers, which is known to be unsafe.</param>
internal sealed record Limits(int Statements, int Faults, bool TiresWithOldCopy = false)
{
    /// <summary>Whether somebody else has Cirra's key, or Cirra tells two stories.</summary>
    public bool Dishonesty { get; init; } = true;

    /// <summary>Begins before anybody has accepted the charter.</summary>
    public bool FromTheCharter { get; init; }
}
