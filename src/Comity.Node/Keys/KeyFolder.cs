using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Store;

namespace Comity.Node.Keys;

/// <summary>A node's own keys on disk, a PEM file each, and the newest roster it was handed: <c>node-keys</c> in the node's folder, never in a backup.</summary>
/// <remarks>Folder 0700, files 0600. The files are not encrypted: a node starts without a person. Who may read them can speak for the member until a roster ends it.</remarks>
public sealed class KeyFolder(string data)
{
    private const string RosterFile = "roster.jws";

    public string Path { get; } = System.IO.Path.Combine(data, "node-keys");

    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file there is no key; it names the file.</exception>
    public IReadOnlyList<SigningKey> ReadKeys() => !Directory.Exists(Path) ? [] : [.. Directory.EnumerateFiles(Path, "*.pem").Order(StringComparer.Ordinal).Select(ReadKey)];

    /// <summary>Keeps a key; keeping it again changes nothing. Durable on return.</summary>
    public void Keep(SigningKey key) => Write($"{key.Public.Thumbprint}.pem", key.ToPem());

    /// <returns>Null when none was handed over.</returns>
    /// <exception cref="InvalidDataException">The file is no roster.</exception>
    public Roster? ReadRoster()
    {
        var path = System.IO.Path.Combine(Path, RosterFile);
        if (!File.Exists(path))
        {
            return null;
        }

        if (Roster.TryRead(File.ReadAllText(path).Trim(), out var roster, out _))
        {
            return roster;
        }

        throw new InvalidDataException($"{path}: expected the roster handed to this node, found something else; move it away and hand the roster over again");
    }

    /// <summary>Durable on return: what was adopted in one journal is adopted in all, after a crash too.</summary>
    public void Keep(Roster handed) => Write(RosterFile, handed.Compact + "\n");

    private static SigningKey ReadKey(string path) => KeyImport.TryRead(File.ReadAllBytes(path), null, out var key, out var faults)
        ? key
        : throw new InvalidDataException($"{path}: {string.Join("; ", faults.Select(f => f.Message))}");

    private void Write(string name, string text)
    {
        Make();
        var path = System.IO.Path.Combine(Path, name);
        var temporary = DurableFile.Begin(path);
        try
        {
            File.WriteAllText(temporary, text);
            DurableFile.Place(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
