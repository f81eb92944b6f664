// Kept per (channel, id), each under its own key: AES-256-GCM (NIST SP 800-38D), 12-byte nonce, 16-byte tag, one piece.
// Content file: 1 version ‖ 12 nonce ‖ 16 tag ‖ ciphertext of (32 salt ‖ content). Key file: 32 bytes, in a folder of its own.

using System.Security.Cryptography;
using System.Text;
using Comity.Record;
using Comity.Store;

namespace Comity.Node.Evidence;

/// <summary>Content outside the journals, on this node's disk: encrypted, each piece under a key of its own, so that destroying the key forgets it.</summary>
/// <remarks>docs/spec/blobs.md. Durable when a call returns. Safe for any number of threads.</remarks>
public sealed class BlobVault(BlobOptions options)
{
    /// <summary>The most a piece of evidence holds, in bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    public const int SaltSize = 32;

    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private readonly Lock _lock = new();

    /// <summary>SHA-256(salt ‖ content): says nothing of the content to who cannot guess a 32-byte salt.</summary>
    public static Hash256 IdOf(ReadOnlySpan<byte> salted) => Hash256.Of(salted);

    /// <param name="salted">32 bytes of salt, then 1 to 8 MiB of content.</param>
    /// <returns>The id under which it is kept.</returns>
    public Hash256 Put(ChannelId channel, byte[] salted)
    {
        if (salted.Length is <= SaltSize or > SaltSize + MostBytes)
        {
            throw new ArgumentException($"expected 1 to {MostBytes} bytes of content after the salt, found {salted.Length - SaltSize}", nameof(salted));
        }

        var id = IdOf(salted);
        lock (_lock)
        {
            if (Holds(channel, id))
            {
                return id;
            }

            var key = RandomNumberGenerator.GetBytes(KeySize);
            var file = new byte[1 + NonceSize + TagSize + salted.Length];
            file[0] = Version;
            var nonce = file.AsSpan(1, NonceSize);
            RandomNumberGenerator.Fill(nonce);
            using (var aes = new AesGcm(key, TagSize))
            {
                aes.Encrypt(nonce, salted, file.AsSpan(1 + NonceSize + TagSize), file.AsSpan(1 + NonceSize, TagSize), Bound(channel, id));
            }

            // The content first: a key without content is nothing, content without a key is unreadable.
            Write(ContentPath(channel, id), file);
            Write(KeyPath(channel, id), key);
            CryptographicOperations.ZeroMemory(key);
        }

        return id;
    }

    public bool Holds(ChannelId channel, Hash256 id) => File.Exists(KeyPath(channel, id)) && File.Exists(ContentPath(channel, id));

    /// <returns>Salt and content; null when it is not held, or forgotten.</returns>
    /// <exception cref="InvalidDataException">What lies on the disk is not what was put there.</exception>
    public byte[]? Open(ChannelId channel, Hash256 id)
    {
        if (Sealed(channel, id) is not var (key, content))
        {
            return null;
        }

        try
        {
            return Unseal(channel, id, key, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The two files of a piece as they lie on the disk; null when it is not held whole.</summary>
    public (byte[] Key, byte[] Content)? Sealed(ChannelId channel, Hash256 id)
    {
        lock (_lock)
        {
            return Holds(channel, id) ? (File.ReadAllBytes(KeyPath(channel, id)), File.ReadAllBytes(ContentPath(channel, id))) : null;
        }
    }

    /// <summary>Puts the two files of a piece in their place, as <see cref="Sealed"/> gave them.</summary>
    /// <exception cref="InvalidDataException">They are not a piece of this id.</exception>
    public void PutSealed(ChannelId channel, Hash256 id, byte[] key, byte[] content)
    {
        CryptographicOperations.ZeroMemory(Unseal(channel, id, key, content));
        lock (_lock)
        {
            Write(ContentPath(channel, id), content);
            Write(KeyPath(channel, id), key);
        }
    }

    /// <returns>Salt and content.</returns>
    /// <exception cref="InvalidDataException">The two are not what was put there under this id.</exception>
    public static byte[] Unseal(ChannelId channel, Hash256 id, byte[] key, byte[] content)
    {
        if (key.Length != KeySize || content.Length <= 1 + NonceSize + TagSize + SaltSize || content[0] != Version)
        {
            throw new InvalidDataException($"blob {id} of channel {channel}: expected a key of {KeySize} bytes and content of version {Version}, found others");
        }

        try
        {
            var salted = new byte[content.Length - 1 - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(content.AsSpan(1, NonceSize), content.AsSpan(1 + NonceSize + TagSize), content.AsSpan(1 + NonceSize, TagSize), salted, Bound(channel, id));
            return IdOf(salted) == id ? salted : throw new InvalidDataException($"blob {id} of channel {channel}: expected content of this id, found {IdOf(salted)}");
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException($"blob {id} of channel {channel}: expected content that its key opens, found other bytes");
        }
    }

    /// <summary>Overwrites and removes the key, then the content. What the disk keeps of overwritten blocks no program can know.</summary>
    public void Forget(ChannelId channel, Hash256 id)
    {
        lock (_lock)
        {
            var key = KeyPath(channel, id);
            if (File.Exists(key))
            {
                using (var file = new FileStream(key, FileMode.Open, FileAccess.Write))
                {
                    file.Write(new byte[KeySize]);
                    file.Flush(flushToDisk: true);
                }

                File.Delete(key);
            }

            if (File.Exists(ContentPath(channel, id)))
            {
                File.Delete(ContentPath(channel, id));
            }
        }
    }

    /// <summary>Every piece of which a key or content lies on the disk, in order.</summary>
    public IReadOnlyList<(ChannelId Channel, Hash256 Id)> Pieces() =>
    [
        .. new[] { "keys", "content" }.Select(part => Path.Combine(options.Path, part)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => (IsChannel: ChannelId.TryParse(Path.GetFileName(Path.GetDirectoryName(file)), out var channel), Channel: channel, IsId: Hash256.TryParse(Path.GetFileName(file), out var id), Id: id))
            .Where(p => p.IsChannel && p.IsId).Select(p => (p.Channel, p.Id)).Distinct().OrderBy(p => p.Channel.ToString(), StringComparer.Ordinal).ThenBy(p => p.Id.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>What keeps a piece from being opened, expected and found; null when it opens, or nothing of it lies here.</summary>
    public string? FaultOf(ChannelId channel, Hash256 id)
    {
        var (key, content) = (File.Exists(KeyPath(channel, id)), File.Exists(ContentPath(channel, id)));
        try
        {
            return key != content
                ? $"blob {id} of channel {channel}: expected a key and content, found {(key ? "the key" : "content")} alone"
                : key && Open(channel, id) is null ? $"blob {id} of channel {channel}: expected a key and content, found neither any more" : null;
        }
        catch (InvalidDataException damaged)
        {
            return damaged.Message;
        }
    }

    private static byte[] Bound(ChannelId channel, Hash256 id) => Encoding.UTF8.GetBytes($"comity-blob/1\n{channel}\n{id}");

    private string ContentPath(ChannelId channel, Hash256 id) => Path.Combine(options.Path, "content", channel.ToString(), id.ToString());

    private string KeyPath(ChannelId channel, Hash256 id) => Path.Combine(options.Path, "keys", channel.ToString(), id.ToString());

    private static void Write(string path, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        var temporary = DurableFile.Begin(path);
        File.WriteAllBytes(temporary, bytes);
        DurableFile.Place(temporary, path, overwrite: true);
    }
}

/// <param name="Path">The folder, made when first needed.</param>
public sealed record BlobOptions(string Path)
{
    /// <summary>The folder's name in a node's folder.</summary>
    public const string FolderName = "blobs";
}
