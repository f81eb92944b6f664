using System.Collections.Frozen;
using Comity.Node.Runtime;
using Comity.Record.Forum;
using Comity.Record.Signing;

namespace Comity.Node.Keys;

/// <summary>The keys this node can sign with, and the newest roster of its member: it changes while the node runs.</summary>
/// <remarks>
/// The key of the options and those of <see cref="KeyFolder"/>. A journal is signed under the roster it relies on until it adopts the newest, which it does
/// before its next statement. Safe for use from several threads.
/// </remarks>
public sealed class KeyRing
{
    private readonly Lock _lock = new();
    private readonly KeyFolder _folder;
    private volatile FrozenDictionary<string, SigningKey> _keys;
    private volatile Roster? _newest;

    /// <exception cref="InvalidDataException">A file in the folder is no key or no roster.</exception>
    public KeyRing(NodeOptions options)
    {
        _folder = new KeyFolder(options.Data);
        _keys = _folder.ReadKeys().Prepend(options.Key).DistinctBy(k => k.Public.Thumbprint).ToFrozenDictionary(k => k.Public.Thumbprint);
        var given = Roster.TryRead(options.Roster, out var roster, out _) ? roster : null;
        var handed = _folder.ReadRoster();
        _newest = handed?.Sequence > (given?.Sequence ?? 0) ? handed : given;
    }

    /// <summary>The newest roster known here; null when the options name none.</summary>
    public Roster? Newest => _newest;

    /// <summary>Keys held here, by thumbprint.</summary>
    public IReadOnlyList<SigningKey> Keys => [.. _keys.Values.OrderBy(k => k.Public.Thumbprint, StringComparer.Ordinal)];

    /// <summary>The first key listed in the roster whose private half is held here; null when there is none.</summary>
    public SigningKey? KeyFor(Roster roster) => roster.Keys.Select(k => _keys.GetValueOrDefault(k.Thumbprint)).FirstOrDefault(k => k is not null);

    /// <summary>Makes a key that is in no roster yet. Durable on return.</summary>
    public SigningKey Make()
    {
        var key = SigningKey.Generate();
        lock (_lock)
        {
            _folder.Keep(key);
            _keys = _keys.Append(KeyValuePair.Create(key.Public.Thumbprint, key)).ToFrozenDictionary();
        }

        return key;
    }

    /// <summary>Looks into the folder again: somebody may have imported a key.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            // Those in use stay as they are: others sign with them now.
            _keys = _folder.ReadKeys().Where(k => !_keys.ContainsKey(k.Public.Thumbprint)).DistinctBy(k => k.Public.Thumbprint)
                .Select(k => KeyValuePair.Create(k.Public.Thumbprint, k)).Concat(_keys).ToFrozenDictionary();
        }
    }

    /// <summary>From now on journals adopt this roster. Durable on return.</summary>
    public void Take(Roster handed)
    {
        lock (_lock)
        {
            if (handed.Sequence > (_newest?.Sequence ?? 0))
            {
                _folder.Keep(handed);
                _newest = handed;
            }
        }
    }

    /// <summary>A journal of this member relies on a roster that nobody handed over here: another copy, or an older folder.</summary>
    public void Learn(Roster found)
    {
        lock (_lock)
        {
            _newest = found.Sequence > (_newest?.Sequence ?? 0) ? found : _newest;
        }
    }
}
