using System.Diagnostics.CodeAnalysis;
using System.Text;
using Comity.Record.Signing;

namespace Comity.Record.Forum;

/// <summary>What a node hands to whoever keeps the root key: whose roster, the one in force, and the keys it offers for the next.</summary>
/// <remarks>Wire form: docs/spec/keys.md, "Roster request". ASCII, a line each, LF; holds nothing secret.</remarks>
/// <param name="Current">Null before the first.</param>
public sealed record RosterRequest(MemberId Member, Roster? Current, ValueList<PublicKey> Offered, string Text)
{
    public const string Heading = "comity-roster-request/1";

    /// <summary>Longest text taken, in characters.</summary>
    public const int MaxLength = 256 * 1024;

    public static string Write(MemberId member, Roster? current, IEnumerable<SigningKey> offered)
    {
        var text = new StringBuilder(Heading).Append('\n').Append("member ").Append(member).Append('\n');
        if (current is not null)
        {
            text.Append("roster ").Append(current.Compact).Append('\n');
        }

        foreach (var key in offered)
        {
            text.Append("key ").Append(KeyOffer.Sign(key, member)).Append('\n');
        }

        return text.ToString();
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out RosterRequest? request, [NotNullWhen(false)] out Fault? fault)
    {
        request = null;
        fault = new Fault("", "record.roster-request.form", $"expected a {Heading} file: member, the roster in force, keys, a line each");
        if (text.Length > MaxLength || !text.EndsWith('\n'))
        {
            return false;
        }

        var lines = new Queue<string>(text[..^1].Split('\n'));
        string? Take(string name) =>
            lines.TryPeek(out var line) && line.StartsWith(name + " ", StringComparison.Ordinal) ? lines.Dequeue()[(name.Length + 1)..] : null;
        if (lines.Dequeue() != Heading || !MemberId.TryParse(Take("member"), out var member))
        {
            return false;
        }

        var current = default(Roster);
        if (Take("roster") is { } compact && (!Roster.TryRead(compact, out current, out _) || current.Member != member))
        {
            fault = new Fault("roster", "record.roster-request.roster", $"expected the roster of {member} that is in force, signed by its root key");
            return false;
        }

        var keys = new List<PublicKey>();
        while (Take("key") is { } offer)
        {
            if (!KeyOffer.TryRead(offer, member, out var key))
            {
                fault = new Fault("key", "record.roster-request.key", $"expected keys offered for {member}, each signed by itself; found one that is not, after {keys.Count}");
                return false;
            }

            keys.Add(key);
        }

        if (lines.Count > 0 || keys.Count > Roster.MaxKeys || keys.Distinct().Count() != keys.Count)
        {
            return false;
        }

        request = new RosterRequest(member, current, keys.ToValueList(), text);
        fault = null;
        return true;
    }
}
