namespace Comity.Strategy.Certificates;

/// <summary>What the others can do to an improvement.</summary>
/// <param name="Sanction">
/// A legal sequence of the others from the improvement: one or more moves, its last state not preferred to the certificate's. For SMR and
/// SSEQ it is part of the claim that no move of the decision maker leads from there to a state it prefers.
/// </param>
public sealed record Answer(ulong Improvement, IReadOnlyList<CertificateStep> Sanction);
