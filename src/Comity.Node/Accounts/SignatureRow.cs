namespace Comity.Node.Accounts;

/// <summary>An officer's passkey signed a statement's id: evidence kept beside the statement, never in the record.</summary>
public sealed class SignatureRow
{
    /// <summary>The statement's id as text: the base64url text of the challenge is the same.</summary>
    public string Statement { get; set; } = "";

    /// <summary>Id of the credential, base64url.</summary>
    public string Credential { get; set; } = "";

    /// <summary>The opaque id that mandates name.</summary>
    public string Officer { get; set; } = "";

    /// <summary>The office under which the officer could have said it when it was signed.</summary>
    public string Office { get; set; } = "";

    /// <summary>The credential's public key as it was registered, COSE (RFC 9052).</summary>
    public byte[] PublicKey { get; set; } = [];

    public byte[] AuthenticatorData { get; set; } = [];

    public byte[] ClientData { get; set; } = [];

    public byte[] Signature { get; set; } = [];

    /// <summary>The relying party: the name the passkey was made for.</summary>
    public string Party { get; set; } = "";

    public DateTimeOffset At { get; set; }
}
