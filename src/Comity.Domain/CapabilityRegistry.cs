namespace Comity.Domain;

/// <summary>Every capability of this rules edition, in the order of the page's rail.</summary>
public static class CapabilityRegistry
{
    public static IReadOnlyList<ICapability> All { get; } =
    [
        new Disputes.DisputesCapability(),
        new Strategy.StrategyCapability(),
    ];
}
