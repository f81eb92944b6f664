using System.Security.Cryptography;
using System.Text.Json;
using Comity.Cli.Demo.Case;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Cli.Demo;

/// <summary>The demo's three members with their demonstration keys, kept so that a second start continues.</summary>
/// <remarks>A real member's root key stays offline; here it is thrown away once it has signed the first roster.</remarks>
public sealed class DemoForum
{
    private const string FileName = "forum.json";

    private DemoForum(Saved saved)
    {
        Charter = StatementGate.TryRead(saved.Charter, out var charter, out var fault)
            ? charter
            : throw new InvalidDataException($"{FileName}: {fault.Message}");
        Parties = [.. saved.Parties.Select(p => new DemoParty(MemberId.Parse(p.Member), SigningKey.FromPem(p.Key), p.Roster, p.Token))];
    }

    public Statement Charter { get; }

    public IReadOnlyList<DemoParty> Parties { get; }

    /// <summary>Reads the forum kept in the folder, or founds one there.</summary>
    /// <exception cref="InvalidDataException">The folder holds a forum that cannot be read.</exception>
    public static DemoForum OpenOrFound(string folder, DateTimeOffset claimedAt)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            var text = JsonSerializer.Serialize(Found(claimedAt), Form);
            File.WriteAllText(path + ".new", text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.Move(path + ".new", path);
        }

        try
        {
            return new DemoForum(JsonSerializer.Deserialize<Saved>(File.ReadAllText(path), Form) ?? throw new InvalidDataException($"{FileName} is empty"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or ArgumentException or CryptographicException)
        {
            throw new InvalidDataException($"{path}: expected the demo's forum, found something else ({unreadable.Message})");
        }
    }

    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    private static Saved Found(DateTimeOffset claimedAt)
    {
        MemberId[] members = [CaseCharter.Japan, CaseCharter.Korea, CaseCharter.UnitedStates];
        var roots = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var keys = members.ToDictionary(m => m, _ => SigningKey.Generate());
        var rosters = members.ToDictionary(m => m, m => Roster.Sign(roots[m], m, 1, null, [keys[m].Public]));
        var charter = Founding.SignCharter(
            CaseCharter.Build(m => roots[m].Public.Thumbprint, rosters[CaseCharter.Convener]), CaseCharter.Convener, keys[CaseCharter.Convener], "Registry", "working", claimedAt);
        return new Saved(
            charter.Compact,
            [.. members.Select(m => new SavedParty(m.ToString(), keys[m].ToPem(), rosters[m], Base64UrlText.Encode(RandomNumberGenerator.GetBytes(24))))]);
    }

    private sealed record Saved(string Charter, IReadOnlyList<SavedParty> Parties);

    private sealed record SavedParty(string Member, string Key, string Roster, string Token);
}

/// <param name="Token">API token of an officer who may sign; the node itself keeps only its digest.</param>
public sealed record DemoParty(MemberId Member, SigningKey Key, string Roster, string Token);
