using System.Collections.Immutable;
using Comity.Domain;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>What the capabilities have gathered from one channel: facts per capability, in the registry's order.</summary>
public sealed record ChannelFacts(ImmutableArray<IFacts> ByCapability)
{
    public static ChannelFacts None { get; } = new([.. CapabilityRegistry.All.Select(c => c.NoFacts)]);

    /// <summary>Types a statement's body for the capabilities; costs the most of gathering and needs no facts.</summary>
    public static Said Read(Statement statement)
    {
        var said = BodyCodec.Read(statement);

        // The text and the raw body are read again from the store when asked for; facts keep the envelope and the typed body.
        return said with { Statement = statement with { Compact = "", Body = default } };
    }

    public ChannelFacts Apply(Said said) => new([.. CapabilityRegistry.All.Select((capability, i) => capability.Apply(ByCapability[i], said))]);
}
