using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Comity.Node.Accounts;

/// <summary>Passkey signatures over ids of this member's statements: whose hand released it, kept beside the record and verified whenever it is shown.</summary>
public sealed class SignatureBook(AccountsDb db, UserManager<Account> users, SightAccessor sights, IRoom room, AccountsOptions options, TimeProvider time)
{
    private const int MostOfOne = 8;

    /// <summary>The name passkeys are made for: the relying party.</summary>
    public string PartyOf(HttpContext http) => options.PasskeyName ?? http.Request.Host.Host;

    /// <summary>Whether whoever is signed in may sign this statement's id: it is this member's, and their mandate says things there.</summary>
    public bool MaySign(Statement statement) => statement.Member == room.Me && sights.Sight.SpeaksAs(statement.Channel, statement.Track) is not null;

    /// <returns>False when it does not verify, or the passkey is not theirs.</returns>
    public async Task<bool> KeepAsync(HttpContext http, StatementId id, string credential)
    {
        if (room.Find(id)?.Statement is not { } statement || !MaySign(statement) || sights.Sight.SpeaksAs(statement.Channel, statement.Track) is not { } officer
            || AccountClaims.AccountOf(http) is not { } accountId || await users.FindByIdAsync(accountId).ConfigureAwait(false) is not { } account
            || !PasskeyAssertion.TryRead(credential, out var assertion))
        {
            return false;
        }

        var passkey = (await users.GetPasskeysAsync(account).ConfigureAwait(false)).FirstOrDefault(p => Base64UrlText.Encode(p.CredentialId) == assertion.Credential);
        if (passkey is null || !assertion.Verify(id, PartyOf(http), passkey.PublicKey) || await db.Signatures.CountAsync(s => s.Statement == id.ToString()).ConfigureAwait(false) >= MostOfOne)
        {
            return false;
        }

        if (!await db.Signatures.AnyAsync(s => s.Statement == id.ToString() && s.Credential == assertion.Credential).ConfigureAwait(false))
        {
            db.Signatures.Add(new SignatureRow
            {
                Statement = id.ToString(), Credential = assertion.Credential, Officer = officer.Id, Office = officer.Office, PublicKey = passkey.PublicKey,
                AuthenticatorData = assertion.AuthenticatorData, ClientData = assertion.ClientData, Signature = assertion.Signature, Party = PartyOf(http), At = time.GetUtcNow(),
            });
            await db.SaveChangesAsync().ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>What is kept of a statement the reader may see, each verified now.</summary>
    public async Task<IReadOnlyList<PasskeySignature>> OfAsync(StatementId id) => room.Find(id) is null ? []
        : [.. (await db.Signatures.AsNoTracking().Where(s => s.Statement == id.ToString()).OrderBy(s => s.At).ToListAsync().ConfigureAwait(false)).Select(s => new PasskeySignature(
            s.Office, s.At, new PasskeyAssertion(s.Credential, s.ClientData, s.AuthenticatorData, s.Signature).Verify(id, s.Party, s.PublicKey), s.Party,
            Base64UrlText.Encode(s.PublicKey), Base64UrlText.Encode(s.AuthenticatorData), Base64UrlText.Encode(s.ClientData), Base64UrlText.Encode(s.Signature)))];
}

/// <param name="Good">Verified when this was asked.</param>
/// <param name="Party">The relying party.</param>
/// <param name="PublicKey">COSE, base64url; as are the three after it, of a WebAuthn assertion whose challenge is the statement's id.</param>
public sealed record PasskeySignature(string Office, DateTimeOffset At, bool Good, string Party, string PublicKey, string AuthenticatorData, string ClientData, string Signature);
