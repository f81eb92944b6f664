namespace Comity.Record.Signing;

/// <summary>What can be wrong with a file that is to hold one private key.</summary>
public static class KeyFaultCodes
{
    public const string NoPrivateKey = "key.no-private-key";
    public const string Several = "key.several";
    public const string Algorithm = "key.algorithm";
    public const string Curve = "key.curve";
    public const string PassphraseMissing = "key.passphrase-missing";
    public const string Passphrase = "key.passphrase";
    public const string Unreadable = "key.unreadable";

    public static IReadOnlyList<string> All { get; } = [NoPrivateKey, Several, Algorithm, Curve, PassphraseMissing, Passphrase, Unreadable];
}
