namespace Comity.Strategy.Bearable;

/// <summary>What a constituency thinks of an outcome; the larger the better.</summary>
public enum Stance
{
    /// <summary>Its party cannot go along, whatever the others at home think.</summary>
    Vetoes,

    Opposes,

    Tolerates,

    Supports,
}
