using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Sync;

/// <summary>Compares what one peer holds with what this node holds: evidence it keeps, journals that part, branches that go on.</summary>
/// <remarks>docs/spec/forks.md, "What a holder does". Asks for single statements until it has the first at which two journals differ.</remarks>
public sealed class ForkWatch(PeerClient client, NodeRecord record, NodeOptions options)
{
    /// <summary>Longest branch taken, in statements; bounds what is in memory.</summary>
    private const int LongestBranch = 20_000;

    private const int MostCharacters = 64 * 1024 * 1024;

    // What did not help is not asked for again until something has changed on either side.
    private readonly Dictionary<Hash256, long> _unused = [];
    private readonly Dictionary<(ChannelId, MemberId), (long Theirs, long Held)> _tried = [];

    /// <returns>True when something came to be known by which statements refused before may be admitted: pull again.</returns>
    public async Task<bool> MeetAsync(HeadsMessage heads, CancellationToken cancellation)
    {
        var learnt = await PullEvidenceAsync(heads, cancellation).ConfigureAwait(false);
        foreach (var (channel, member, theirs, ours) in Parted(heads))
        {
            learnt |= await CompareAsync(channel, member, theirs, ours, cancellation).ConfigureAwait(false);
        }

        foreach (var (channel, member, head) in record.MissingBranches(client.Peer))
        {
            await KeepBranchAsync(channel, member, head, cancellation).ConfigureAwait(false);
        }

        return learnt;
    }

    // What somebody had seen of a forked journal binds the forker: its text is had from whoever holds it. Nothing else waits for it.
    private async Task KeepBranchAsync(ChannelId channel, MemberId member, TreeHead head, CancellationToken cancellation)
    {
        if (_unused.GetValueOrDefault(head.Root, -1) == record.Version || record.Read(r => r.Find(channel)![member].Forks.Lowest) is not { } from || head.Size - from > LongestBranch)
        {
            return;
        }

        var branch = await PagesAsync(at => client.BranchAsync(channel, member, head, from + at, cancellation), head.Size - from).ConfigureAwait(false);
        Unused(head.Root, branch.Count > 0 && await record.KeepBranchAsync(channel, member, head, branch, cancellation).ConfigureAwait(false));
    }

    private async Task<bool> PullEvidenceAsync(HeadsMessage heads, CancellationToken cancellation)
    {
        var learnt = false;
        foreach (var text in heads.Evidence ?? [])
        {
            if (Hash256.TryParse(text, out var id) && record.FindEvidence(id) is null && _unused.GetValueOrDefault(id, -1) != record.Version
                && await client.EvidenceAsync(id, cancellation).ConfigureAwait(false) is { } evidence)
            {
                var kept = await record.ImportEvidenceAsync([evidence], cancellation).ConfigureAwait(false) > 0;
                learnt |= kept;
                Unused(id, kept);
            }
        }

        return learnt;
    }

    private void Unused(Hash256 id, bool kept)
    {
        if (_unused.Count >= 1024)
        {
            _unused.Clear();
        }

        if (!kept)
        {
            _unused[id] = record.Version;
        }
    }

    // Both hold some of it, and what the peer says it holds is not a part of ours.
    private List<(ChannelId Channel, MemberId Member, long Theirs, long Ours)> Parted(HeadsMessage heads) => record.Read(r =>
    {
        var parted = new List<(ChannelId, MemberId, long, long)>();
        foreach (var (channel, sizes) in heads.Parsed.Where(_ => r.Charter is not null))
        {
            foreach (var (member, theirs) in sizes)
            {
                if (r.Peek(channel)?.Find(member) is { Size: > 0 } held && theirs > 0
                    && (theirs > held.Size || (heads.RootOf(channel, member) is { } root && held.Tree.RootAt(theirs) != root)))
                {
                    parted.Add((channel, member, theirs, held.Size));
                }
            }
        }

        return parted;
    });

    private async Task<bool> CompareAsync(ChannelId channel, MemberId member, long theirs, long ours, CancellationToken cancellation)
    {
        var held = record.Read(r => r.Find(channel)!.Journals.Sum(j => j.Size));
        if (_tried.GetValueOrDefault((channel, member)) == (theirs, held))
        {
            return false;
        }

        _tried[(channel, member)] = (theirs, held);
        var (apart, text) = await FirstApartAsync(channel, member, Math.Min(theirs, ours), cancellation).ConfigureAwait(false);
        if (text is not null && (await record.ImportAsync([text], cancellation).ConfigureAwait(false)).Evidence > 0)
        {
            _tried.Remove((channel, member));
            return true;
        }

        // A journal standing still at a fork takes from the fork on, also more of its own branch, once something decides.
        var index = text is not null ? apart : record.Read(r => r.Find(channel)![member].Forks.Open);
        if (index is not { } fork || member == options.Member || !record.Read(r => r.Find(channel)![member].Forks.Indices.Contains(fork)))
        {
            return false;
        }

        var branch = await PagesAsync(at => client.JournalAsync(channel, member, fork + at, cancellation), LongestBranch).ConfigureAwait(false);
        if (!await record.TakeBranchAsync(channel, member, fork, branch, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        _tried.Clear();
        return true;
    }

    // An id covers the root before it: equal ids at an index mean equal journals up to it, so halving finds the first that differ.
    private async Task<(long Index, string? Text)> FirstApartAsync(ChannelId channel, MemberId member, long size, CancellationToken cancellation)
    {
        var (same, apart, text) = (-1L, size, default(string));
        for (var next = size - 1; apart - same > 1; next = same + (apart - same) / 2)
        {
            var served = await client.JournalAsync(channel, member, next, cancellation, limit: 1).ConfigureAwait(false);
            if (served is not [var one] || !StatementGate.TryRead(one, out var statement, out _) || statement.Index != next || statement.Member != member || statement.Channel != channel)
            {
                return (0, null);
            }

            if (record.Read(r => r.Find(channel)![member] is var journal && journal.Size > next && journal[next] == statement.Id))
            {
                same = next;
            }
            else
            {
                (apart, text) = (next, one);
            }
        }

        return (apart, text);
    }

    private static async Task<List<string>> PagesAsync(Func<int, Task<IReadOnlyList<string>>> ask, long most)
    {
        var branch = new List<string>();
        for (var characters = 0L; branch.Count < most && characters < MostCharacters;)
        {
            var served = await ask(branch.Count).ConfigureAwait(false);
            if (served.Count == 0)
            {
                break;
            }

            characters += served.Sum(s => (long)s.Length);
            branch.AddRange(served);
        }

        return branch;
    }
}
