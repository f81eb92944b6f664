using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Setup;

/// <summary>The officer a member sets itself up with, its head of delegation: so that somebody may speak, and give others their mandates.</summary>
/// <remarks>Kept in <see cref="FileName"/> with the digest of its API token; the token itself is written once, beside it, for handing over.</remarks>
/// <param name="Token">SHA-256 of the token's UTF-8 text.</param>
public sealed record FirstOfficer(string Id, string Office, string Level, Hash256 Token)
{
    public const string FileName = "first-officer.json";
    public const string TokenName = "first-officer.token";

    private const int TokenBytes = 32;

    /// <summary>An id that says nothing of the person: names are the accounts' business.</summary>
    private const string HeadId = "head";

    public Officer ToOfficer() => new(Id, Office, Level, MaySign: true);

    /// <summary>Makes the officer and its token; durable on return, the digest last, so that a token without it opens nothing.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Make(string house, string office, string level)
    {
        var token = Base64UrlText.Encode(RandomNumberGenerator.GetBytes(TokenBytes));
        House.Write(Path.Combine(house, TokenName), token + "\n", overwrite: true);
        var saved = new Saved(HeadId, office, level, Hash256.Of(Encoding.UTF8.GetBytes(token)).ToString());
        House.Write(Path.Combine(house, FileName), JsonSerializer.Serialize(saved, JsonSerializerOptions.Web) + "\n");
    }

    /// <returns>Null when there is none.</returns>
    /// <exception cref="ArgumentException">The file is something else.</exception>
    public static FirstOfficer? Read(string house)
    {
        var path = Path.Combine(house, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Saved>(File.ReadAllText(path), JsonSerializerOptions.Web) is { Id: { } id, Office: { } office, Level: { } level } saved && Hash256.TryParse(saved.Token, out var token)
                ? new FirstOfficer(id, office, level, token)
                : throw new ArgumentException("expected id, office, level and token, found less");
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"expected JSON, found other at line {wrong.LineNumber + 1}", wrong);
        }
    }

    private sealed record Saved(string? Id, string? Office, string? Level, string? Token);
}
