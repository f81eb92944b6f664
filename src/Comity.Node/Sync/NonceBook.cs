// A nonce is 32 bytes: when it was issued (8, ticks of a clock that only this process reads), 8 random ones, and the first 16 of
// HMAC-SHA256 (RFC 2104) over both under a secret made at the start.

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Comity.Record;

namespace Comity.Node.Sync;

/// <summary>Issues nonces without keeping them, and lets each count once.</summary>
/// <remarks>
/// Only nonces that a peer has used under its signature are remembered, for each peer apart: a stranger's requests leave nothing
/// behind, and a peer in a hurry shortens only its own nonces' life. After a restart every older nonce is dead.
/// </remarks>
public sealed class NonceBook(TimeProvider time)
{
    /// <summary>Used nonces remembered per peer.</summary>
    public const int Most = 4096;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int Size = 32;
    private const int Signed = 16;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<MemberId, UsedNonces> _used = [];

    /// <summary>Used nonces remembered of all peers together.</summary>
    public int Remembered => _used.Values.Sum(u => u.Count);

    public string Issue()
    {
        Span<byte> nonce = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(nonce, time.GetTimestamp());
        RandomNumberGenerator.Fill(nonce[8..Signed]);
        Seal(nonce[..Signed], nonce[Signed..]);
        return Base64UrlText.Encode(nonce);
    }

    /// <summary>Whether this process issued it within its life. Cheap: asked before any signature is checked.</summary>
    public bool IsLive(string nonce) => TryRead(nonce, out _, out _);

    /// <summary>Uses a nonce up; call it only for a request whose signature holds.</summary>
    public bool Use(MemberId peer, string nonce) => TryRead(nonce, out var bytes, out var issued)
        && _used.GetOrAdd(peer, _ => new UsedNonces()).Add(issued, Convert.ToHexString(bytes), time.GetTimestamp() - (long)(Life.TotalSeconds * time.TimestampFrequency));

    private bool TryRead(string nonce, [NotNullWhen(true)] out byte[]? bytes, out long issued)
    {
        bytes = null;
        issued = 0;
        if (nonce.Length != 43 || !Base64UrlText.TryDecode(nonce, out bytes) || bytes.Length != Size)
        {
            return false;
        }

        Span<byte> seal = stackalloc byte[Size - Signed];
        Seal(bytes.AsSpan(0, Signed), seal);
        issued = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return CryptographicOperations.FixedTimeEquals(seal, bytes.AsSpan(Signed)) && time.GetElapsedTime(issued) <= Life;
    }

    private void Seal(ReadOnlySpan<byte> signed, Span<byte> seal)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, signed, whole);
        whole[..seal.Length].CopyTo(seal);
    }

    private sealed class UsedNonces
    {
        private readonly Lock _one = new();
        private readonly SortedSet<(long Issued, string Nonce)> _used = [];
        private long _floor = long.MinValue;

        public int Count
        {
            get
            {
                lock (_one)
                {
                    return _used.Count;
                }
            }
        }

        // What is forgotten must not count again: the floor rises to it, and nonces as old are refused though nobody used them.
        public bool Add(long issued, string nonce, long oldest)
        {
            lock (_one)
            {
                if (issued <= _floor || !_used.Add((issued, nonce)))
                {
                    return false;
                }

                while (_used.Count > Most || _used.Min.Issued < oldest)
                {
                    _floor = _used.Min.Issued;
                    _used.Remove(_used.Min);
                }

                return true;
            }
        }
    }
}
