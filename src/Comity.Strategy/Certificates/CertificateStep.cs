namespace Comity.Strategy.Certificates;

/// <summary>One move of a sanction.</summary>
/// <param name="Mover">Index into the model's decision makers.</param>
/// <param name="State">Where it ends.</param>
public readonly record struct CertificateStep(int Mover, ulong State);
