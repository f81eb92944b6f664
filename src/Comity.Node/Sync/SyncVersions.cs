using System.Globalization;

namespace Comity.Node.Sync;

/// <summary>Versions of the wire between nodes: docs/spec/sync.md, "Versions".</summary>
public static class SyncVersions
{
    /// <summary>Header of requests and answers: the versions its sender speaks.</summary>
    public const string Header = "Comity-Sync";

    /// <summary>The version whose paths begin with <c>/sync/v1/</c>.</summary>
    public const int Current = 1;

    public static string Spoken { get; } = Current.ToString(CultureInfo.InvariantCulture);

    /// <summary>The highest version both speak; null when there is none. No header at all means version 1.</summary>
    public static int? Common(string? theirs)
    {
        var versions = (theirs ?? "1").Split(',', StringSplitOptions.TrimEntries);
        return versions.Contains(Spoken, StringComparer.Ordinal) ? Current : null;
    }
}
