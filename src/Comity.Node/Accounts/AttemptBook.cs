using System.Collections.Concurrent;

namespace Comity.Node.Accounts;

/// <summary>Failed attempts by address, so that one machine does not try many accounts' doors. Held in memory; a restart forgives.</summary>
public sealed class AttemptBook(AccountsOptions options, TimeProvider time)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _failed = new(StringComparer.Ordinal);

    /// <summary>How long this address has to wait; null when it may try.</summary>
    public TimeSpan? Wait(string address) =>
        _failed.TryGetValue(address, out var failed) && failed.Count >= options.MostFailuresByAddress && failed.Since + options.AddressWindow - time.GetUtcNow() is { Ticks: > 0 } left
            ? left
            : null;

    public void Failed(string address)
    {
        var now = time.GetUtcNow();
        if (_failed.Count >= Most)
        {
            foreach (var old in _failed.Where(f => f.Value.Since + options.AddressWindow < now).Select(f => f.Key).ToList())
            {
                _failed.TryRemove(old, out _);
            }
        }

        _failed.AddOrUpdate(address, (1, now), (_, f) => f.Since + options.AddressWindow < now ? (1, now) : (f.Count + 1, f.Since));
    }
}
