// WebAuthn level 3, section 7.2 "Verifying an Authentication Assertion", with the challenge fixed: the 32 bytes of a statement's id.
// authenticatorData: rpIdHash (32) || flags (1) || signCount (4) || …; signature over authenticatorData || SHA-256(clientDataJSON).

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comity.Record;

namespace Comity.Node.Accounts;

/// <summary>A browser's answer to "sign this statement's id with your passkey".</summary>
public sealed record PasskeyAssertion(string Credential, byte[] ClientData, byte[] AuthenticatorData, byte[] Signature)
{
    private const int FlagsAt = 32;
    private const int LeastLength = 37;
    private const byte PresentAndVerified = 0x01 | 0x04;

    /// <summary>Reads what <c>JSON.stringify(credential)</c> gave.</summary>
    public static bool TryRead(string json, [NotNullWhen(true)] out PasskeyAssertion? assertion)
    {
        assertion = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var response = document.RootElement.GetProperty("response");
            assertion = new(document.RootElement.GetProperty("id").GetString()!, Bytes(response, "clientDataJSON"), Bytes(response, "authenticatorData"), Bytes(response, "signature"));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether the key's holder, present and verified, signed this statement's id on this node.</summary>
    /// <param name="party">The relying party: the name passkeys are made for, which the browser's address is or lies under.</param>
    /// <param name="publicKey">COSE.</param>
    public bool Verify(StatementId statement, string party, byte[] publicKey) =>
        Says(statement, party)
        && AuthenticatorData.Length >= LeastLength
        && AuthenticatorData.AsSpan(0, FlagsAt).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(party)))
        && (AuthenticatorData[FlagsAt] & PresentAndVerified) == PresentAndVerified
        && CoseKey.Verify(publicKey, [.. AuthenticatorData, .. SHA256.HashData(ClientData)], Signature);

    private bool Says(StatementId statement, string party)
    {
        try
        {
            using var json = JsonDocument.Parse(ClientData);
            var said = json.RootElement;
            return said.GetProperty("type").GetString() == "webauthn.get" && said.GetProperty("challenge").GetString() == statement.ToString()
                && Uri.TryCreate(said.GetProperty("origin").GetString(), UriKind.Absolute, out var origin) && (origin.Host == party || origin.Host.EndsWith('.' + party, StringComparison.Ordinal))
                && !(said.TryGetProperty("crossOrigin", out var crossed) && crossed.ValueKind == JsonValueKind.True);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static byte[] Bytes(JsonElement json, string name) => System.Buffers.Text.Base64Url.DecodeFromChars(json.GetProperty(name).GetString());
}
