using Comity.Record.Joining;

namespace Comity.Record.Signing;

/// <summary>A key's thumbprint as people compare it: digits to read out over a telephone, and the thumbprint itself in groups.</summary>
/// <remarks>docs/spec/keys.md, "Reading out".</remarks>
public static class KeyFingerprint
{
    /// <summary>Twelve groups of five digits.</summary>
    /// <exception cref="ArgumentException">The text is no thumbprint.</exception>
    public static string Digits(string thumbprint) => Hash256.TryParse(thumbprint, out var hash)
        ? Fingerprint.Of(hash)
        : throw new ArgumentException($"expected a thumbprint of {Hash256.TextLength} characters, found {thumbprint}", nameof(thumbprint));

    /// <summary>The thumbprint in groups of four characters, for the eye.</summary>
    public static string Grouped(string thumbprint) => string.Join(' ', thumbprint.Chunk(4).Select(c => new string(c)));
}
