using System.Collections.Immutable;
using Comity.Domain;
using Comity.Domain.Forks;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>What the capabilities have gathered from one channel: facts per capability, in the registry's order.</summary>
public sealed record ChannelFacts(ImmutableArray<IFacts> ByCapability)
{
    public static ChannelFacts None { get; } = new([.. CapabilityRegistry.All.Select(c => c.NoFacts)]);

    /// <summary>What is gathered beside them where a journal of the channel is forked; null where none is.</summary>
    public ForkFacts? Forks { get; init; }

    /// <summary>Those journals at the moment the facts were taken.</summary>
    public ValueList<ForkedJournal> Forked { get; init; } = [];

    /// <summary>Types a statement's body for the capabilities; costs the most of gathering and needs no facts.</summary>
    public static Said Read(Statement statement)
    {
        var said = BodyCodec.Read(statement);

        // The text and the raw body are read again from the store when asked for; facts keep the envelope and the typed body.
        return said with { Statement = statement with { Compact = "", Body = default } };
    }

    public ChannelFacts Apply(Said said) => this with { ByCapability = [.. CapabilityRegistry.All.Select((capability, i) => capability.Apply(ByCapability[i], said))] };

    /// <summary>Gathers one statement, at its place in a channel with forks; what a forker claims waits for the rules of forks.</summary>
    /// <param name="place">The id under which it stands in its journal.</param>
    public ChannelFacts Apply(Said said, StatementId place)
    {
        if (Forks is not { } forks)
        {
            return Apply(said);
        }

        var stake = CapabilityRegistry.StakeOf(said.Body);
        var facts = this with { Forks = forks.Apply(said, place, stake) };
        return ForkFacts.IsHeldBack(forks, said, stake) ? facts : facts.Apply(said);
    }

    /// <summary>What the rules of forks find, and the facts as they stand by them.</summary>
    public (ForkFindings Findings, ChannelFacts Facts) JudgeForks()
    {
        if (Forks is not { } forks)
        {
            return (ForkFindings.None, this);
        }

        var (findings, effective) = ForkRules.Judge(forks, Forked, CapabilityRegistry.StakeOf);
        return (findings, effective.Aggregate(this, (facts, said) => facts.Apply(said)));
    }

    /// <summary>Gathers what stays in memory: what no index holds.</summary>
    public ChannelFacts ApplyResident(Said said) =>
        this with { ByCapability = [.. CapabilityRegistry.All.Select((capability, i) => capability.ApplyResident(ByCapability[i], said))] };
}
