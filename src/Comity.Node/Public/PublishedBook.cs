using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Public;

/// <summary>What was published, by the id of what was said: the publication that carries it. Kept up by reading on in the public journals.</summary>
public sealed class PublishedBook(WholeRoom whole)
{
    private const int Batch = 500;
    private readonly IRoom _room = whole.Room;
    private readonly Lock _lock = new();
    private readonly Dictionary<StatementId, Published> _published = [];
    private readonly Dictionary<MemberId, (long Size, StatementId Last)> _read = [];

    /// <summary>By day, the latest first.</summary>
    public IReadOnlyList<Published> All => Read(() => _published.Values.OrderByDescending(p => p.Publication.ClaimedAt).ThenBy(p => p.Id).ToList());

    public Published? Find(StatementId id) => Read(() => _published.GetValueOrDefault(id));

    private T Read<T>(Func<T> answer)
    {
        lock (_lock)
        {
            if (_room.Forum is not null)
            {
                ReadOn();
            }

            return answer();
        }
    }

    private void ReadOn()
    {
        var journals = _room.Journals(ChannelId.Public);
        // Another branch of a forked journal may have taken the place of what was read.
        if (_read.Any(r => _room.Statements(ChannelId.Public, r.Key, r.Value.Size - 1, 1) is not [var last] || last.Id != r.Value.Last))
        {
            _read.Clear();
            _published.Clear();
        }

        foreach (var journal in journals)
        {
            for (var from = _read.GetValueOrDefault(journal.Member).Size; from < journal.Head.Size;)
            {
                var statements = _room.Statements(ChannelId.Public, journal.Member, from, Batch);
                if (statements.Count == 0)
                {
                    break;
                }

                foreach (var statement in statements)
                {
                    Keep(statement);
                }

                from += statements.Count;
                _read[journal.Member] = (from, statements[^1].Id);
            }
        }
    }

    private void Keep(Statement statement)
    {
        if (_room.Said(statement)?.Statement is { } said)
        {
            _published.TryAdd(said.Id, new(said.Id, said.Kind, statement with { Body = default, Compact = "" }));
        }
    }
}

/// <param name="Id">Of what was said, as <paramref name="Kind"/> is.</param>
/// <param name="Publication">The public statement that carries it, without its text; the same where it was said in public itself.</param>
public sealed record Published(StatementId Id, string Kind, Statement Publication);
