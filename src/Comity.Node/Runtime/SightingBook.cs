using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>Statements not admitted because they saw another root than the one held here; at most one of each author in a channel.</summary>
internal sealed class SightingBook(HeldRecord held)
{
    // Within the record's lock.
    private readonly SortedDictionary<(ChannelId Channel, MemberId Author), DisputedSighting> _disputed = [];

    public IReadOnlyList<DisputedSighting> In(ChannelId channel) =>
        held.Read<IReadOnlyList<DisputedSighting>>(_ => [.. _disputed.Values.Where(d => d.Statement.Channel == channel)]);

    /// <summary>Notes the first journal whose root does not match. Requires that the statement's signature was verified.</summary>
    public void Note(Statement statement) => held.Change(r =>
    {
        var channel = r.Find(statement.Channel)!;
        foreach (var (named, says) in statement.Seen.Where(s => s.Key != statement.Member))
        {
            var journal = channel[named];
            if (says.Size <= journal.Size && journal.Tree.RootAt(says.Size) is var root && root != says.Root)
            {
                _disputed.TryAdd((statement.Channel, statement.Member), new DisputedSighting(statement, named, says, new TreeHead(says.Size, root)));
                return;
            }
        }
    });

    /// <summary>A journal that has gone on past the index has another statement there, or the same one judged again.</summary>
    public void Settle(ChannelId channel) => held.Change(r =>
        RemoveWhere(key => key.Channel == channel, sighting => r.Find(channel)![sighting.Statement.Member].Size > sighting.Statement.Index));

    /// <summary>What names a journal at or beyond its fork is explained by the evidence.</summary>
    public void Explain(ForkEvidence evidence) => held.Change(_ =>
        RemoveWhere(key => key.Channel == evidence.Channel, sighting => sighting.Named == evidence.Member && sighting.Says.Size > evidence.Index));

    private void RemoveWhere(Func<(ChannelId Channel, MemberId Author), bool> place, Func<DisputedSighting, bool> which)
    {
        foreach (var (key, _) in _disputed.Where(d => place(d.Key) && which(d.Value)).ToList())
        {
            _disputed.Remove(key);
        }
    }
}
