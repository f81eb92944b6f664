using Comity.Strategy.States;

namespace Comity.Strategy.Bearable;

/// <summary>What becomes bearable for a party because a third one asked for it in public.</summary>
/// <param name="Asker">Index into the model's decision makers.</param>
/// <param name="Gained">May be empty.</param>
public sealed record AskedGain(int Asker, StateSet Gained);
