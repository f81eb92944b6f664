using System.Text;
using System.Text.RegularExpressions;
using Comity.Record;
using Comity.Record.Signing;
using Comity.Store;

namespace Comity.Cli.Keys;

/// <summary>A member's root key in a file of its own, protected with a passphrase; meant for a machine without a network.</summary>
/// <remarks>Encrypted PKCS#8 PEM (docs/spec/keys.md, "The root key"), readable by openssl; the lines above it are for people and decide nothing.</remarks>
public static partial class RootKeyFile
{
    public const int LeastPassphrase = 12;

    /// <summary>Writes the key, mode 0600; durable on return. Never over an existing file.</summary>
    /// <exception cref="IOException">The file exists, or the disk failed.</exception>
    public static void Write(string path, SigningKey key, string passphrase)
    {
        if (Path.Exists(path))
        {
            throw new IOException($"{path}: expected no such file, found one; it was left as it is");
        }

        var temporary = DurableFile.Begin(path);
        try
        {
            File.WriteAllText(temporary, $"Comity root key\nThumbprint: {key.Public.Thumbprint}\nTo read out: {KeyFingerprint.Digits(key.Public.Thumbprint)}\n\n{key.ToEncryptedPem(passphrase)}\n");
            DurableFile.Place(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <returns>The key, or everything that is wrong.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (SigningKey? Key, IReadOnlyList<Fault> Faults) Read(string path, string? passphrase) =>
        KeyImport.TryRead(File.ReadAllBytes(path), passphrase, out var key, out var faults) ? (key, []) : (null, faults);

    /// <summary>The thumbprint the file's heading names, unchecked; null when it has no such heading.</summary>
    public static string? ThumbprintSaid(string path)
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        return Said().Match(text) is { Success: true } said && Hash256.TryParse(said.Groups[1].Value, out _) ? said.Groups[1].Value : null;
    }

    [GeneratedRegex(@"\AComity root key\nThumbprint: ([A-Za-z0-9_-]{43})\n")]
    private static partial Regex Said();
}
