using System.Security.Cryptography;
using System.Text;
using Comity.Node.Accounts;
using Comity.Record;

namespace Comity.Tests.Node.Accounts;

/// <summary>A passkey's signature over a statement's id counts for that id, that name and that key, with its holder verified, and for nothing else.</summary>
public sealed class PasskeyAssertionTests
{
    private const string Party = "arda.localhost";
    private static readonly StatementId Statement = new(Hash256.Of("a statement"u8));
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void It_verifies_for_its_statement_its_party_and_its_key_alone()
    {
        var made = Make();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.True(made.Verify(Statement, Party, Cose(Key)));
        Assert.False(made.Verify(new StatementId(Hash256.Of("another"u8)), Party, Cose(Key)));
        Assert.False(made.Verify(Statement, "bera.localhost", Cose(Key)));
        Assert.False(made.Verify(Statement, Party, Cose(other)));
        Assert.False((made with { AuthenticatorData = [.. made.AuthenticatorData[..^1], 9] }).Verify(Statement, Party, Cose(Key)));
    }

    [Fact]
    public void What_a_browser_made_for_another_purpose_or_without_its_person_does_not_count()
    {
        Assert.False(Make(type: "webauthn.create").Verify(Statement, Party, Cose(Key)));
        Assert.False(Make(origin: "https://elsewhere.example").Verify(Statement, Party, Cose(Key)));
        Assert.False(Make(origin: "https://notarda.localhost").Verify(Statement, Party, Cose(Key)));
        Assert.False(Make(flags: 0x01).Verify(Statement, Party, Cose(Key)));
        Assert.False(Make(crossOrigin: "true").Verify(Statement, Party, Cose(Key)));
        Assert.True(Make(origin: "https://room.arda.localhost").Verify(Statement, Party, Cose(Key)));
    }

    [Fact]
    public void A_key_cut_or_changed_anywhere_verifies_nothing_and_breaks_nothing()
    {
        var (made, key) = (Make(), Cose(Key));
        Assert.All(Enumerable.Range(0, key.Length), cut => Assert.False(made.Verify(Statement, Party, key[..cut])));
        Assert.All(Enumerable.Range(0, key.Length), at => Assert.False(made.Verify(Statement, Party, [.. key[..at], (byte)(key[at] ^ 0x11), .. key[(at + 1)..]])));
        Assert.False(PasskeyAssertion.TryRead("{}", out _));
        Assert.False(PasskeyAssertion.TryRead("""{"id":"x","response":{"clientDataJSON":1}}""", out _));
    }

    private static PasskeyAssertion Make(string type = "webauthn.get", string origin = "http://arda.localhost:7101", string crossOrigin = "false", byte flags = 0x05)
    {
        var client = Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","challenge":"{{Statement}}","origin":"{{origin}}","crossOrigin":{{crossOrigin}}}""");
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(Party)), flags, 0, 0, 0, 1];
        return new("credential", client, data, Key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    private static byte[] Cose(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
