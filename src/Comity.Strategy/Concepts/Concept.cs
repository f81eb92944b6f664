namespace Comity.Strategy.Concepts;

/// <summary>Ways in which a decision maker may find no reason to leave a state; they differ in how far ahead it looks.</summary>
/// <remarks>Definitions: Fang, Hipel and Kilgour 1993; symmetric sequential stability: Rego and Vieira 2017.</remarks>
public enum Concept
{
    /// <summary>There is no unilateral improvement.</summary>
    Nash,

    /// <summary>General metarationality: after each improvement the others can bring about a state not preferred to the first.</summary>
    Gmr,

    /// <summary>Symmetric metarationality: as GMR, and the decision maker then has no move to a state it prefers to the first.</summary>
    Smr,

    /// <summary>Sequential stability: as GMR, with the others only improving at each step.</summary>
    Seq,

    /// <summary>Symmetric sequential stability: as SMR, with the others only improving at each step.</summary>
    Sseq,
}
