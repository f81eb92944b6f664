namespace Comity.Domain.Channels;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class ChannelsFold
{
    public static ChannelsFacts Apply(ChannelsFacts facts, Said said) => said.Body switch
    {
        PassingRightSet => facts with { Rights = facts.Rights.Add(said) },
        PassingAsked => facts with { Requests = facts.Requests.Add(said) },
        PassingGranted => facts with { Leaves = facts.Leaves.Add(said) },
        PassingRefused => facts with { Refusals = facts.Refusals.Add(said) },
        ItemPassed => facts with { Passages = facts.Passages.Add(said) },
        PassageReported => facts with { Reports = facts.Reports.Add(said) },
        ReadsRegistered => facts with { Registers = facts.Registers.Add(said) },
        ItemRead => facts with { Reads = facts.Reads.Add(said) },
        EvidenceAttached => facts with { Evidence = facts.Evidence.Add(said) },
        BlobForgotten => facts with { Forgotten = facts.Forgotten.Add(said) },
        UnreadableBody when ChannelsCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
