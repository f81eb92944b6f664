using System.Collections.Concurrent;
using Comity.Node.Access;

namespace Comity.Node.Accounts;

/// <summary>What the accounts database said of a session or token, for as long as nothing there has changed.</summary>
/// <remarks>One process has one accounts database, and whatever ends or changes a way in forgets all of this: so ending one counts at once.</remarks>
public sealed class CallerCache
{
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    private int _age;

    /// <summary>Counts the changes; an answer read before one is not kept after it.</summary>
    public int Age => Volatile.Read(ref _age);

    public Known? Find(string digest) => _known.GetValueOrDefault(digest);

    public void Keep(string digest, Known known, int age)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[digest] = known;
        if (age != Age)
        {
            _known.Clear();
        }
    }

    public void Forget()
    {
        Interlocked.Increment(ref _age);
        _known.Clear();
    }

    /// <param name="CheckedAt">When the database was last asked.</param>
    public sealed record Known(string AccountId, Caller Caller, DateTimeOffset EndsAt, DateTimeOffset CheckedAt);
}
