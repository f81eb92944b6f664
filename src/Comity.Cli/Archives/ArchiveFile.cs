using System.Text.Json;

namespace Comity.Cli.Archives;

/// <summary>What an archive's folder says of itself, in <c>archive.json</c>; nothing of it is believed that its exports do not bear out.</summary>
/// <param name="Archive">The form: <see cref="Form"/>.</param>
/// <param name="Member">Whose archive it is; null where the exporter's folder did not say.</param>
/// <param name="Channels">Each in an export of its own, <c>CHANNEL.comity</c>.</param>
/// <param name="Evidence">Pieces that are here.</param>
/// <param name="NotHeld">Pieces that its statements name and its exporter did not hold, or had forgotten.</param>
internal sealed record ArchiveFile(string Archive, string Forum, string? Member, IReadOnlyList<string> Channels, IReadOnlyList<ArchivePiece> Evidence, IReadOnlyList<ArchivePiece> NotHeld)
{
    public const string Form = "comity-archive/1";
    public const string Name = "archive.json";
    public const string EvidenceFolder = "evidence";
    public const string ExportEnding = ".comity";
    public const string SaltEnding = ".salt";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Text() => JsonSerializer.Serialize(this, Written) + "\n";

    /// <returns>Null when there is none, or it cannot be read.</returns>
    public static ArchiveFile? TryRead(string folder)
    {
        try
        {
            var read = JsonSerializer.Deserialize<ArchiveFile>(File.ReadAllText(Path.Combine(folder, Name)), JsonSerializerOptions.Web);
            return read is { Archive: Form, Forum: not null, Channels: not null, Evidence: not null, NotHeld: not null } ? read : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

/// <param name="Id">The blob's id: SHA-256 of the salt's file, then the content's.</param>
/// <param name="File">The content's file below the archive's folder; the salt lies beside it. Null for what is not here.</param>
internal sealed record ArchivePiece(string Channel, string Id, string? File);
