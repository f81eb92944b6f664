using System.Diagnostics.CodeAnalysis;
using System.Text;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Forks;

/// <summary>The lines of a <c>comity-fork/1</c> file, taken apart and not believed yet.</summary>
/// <remarks>docs/spec/forks.md, "Evidence". One order, one blank, LF: one content has one text.</remarks>
internal sealed record ForkText(string Charter, IReadOnlyList<string> Repins, IReadOnlyList<string> Rosters, string First, string Second, StatementId? Leaf, IReadOnlyList<Hash256> Path)
{
    public const string Heading = "comity-fork/1";

    private const int MostHashes = 63;

    public static string Write(
        Statement charter, IEnumerable<string> repins, IEnumerable<Roster> rosters, IReadOnlyList<Statement> statements, Statement second, StatementId? leaf = null, IReadOnlyList<Hash256>? path = null)
    {
        var text = new StringBuilder(Heading).Append('\n');
        void Line(string name, string value) => text.Append(name).Append(' ').Append(value).Append('\n');

        Line("charter", charter.Compact);
        foreach (var certificate in repins)
        {
            Line("repin", Base64UrlText.Encode(Encoding.ASCII.GetBytes(certificate)));
        }

        foreach (var roster in rosters)
        {
            Line("roster", roster.Compact);
        }

        Line("statement", statements[0].Compact);
        Line(leaf is null ? "statement" : "later", second.Compact);
        if (leaf is { } committed)
        {
            Line("leaf", committed.ToString());
            foreach (var hash in path!)
            {
                Line("path", hash.ToString());
            }
        }

        return text.ToString();
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out ForkText? read)
    {
        read = null;
        if (text.Length > ForkEvidence.MaxLength || !text.EndsWith('\n'))
        {
            return false;
        }

        var lines = new Queue<string>(text[..^1].Split('\n'));
        string? Take(string name) =>
            lines.TryPeek(out var line) && line.StartsWith(name + " ", StringComparison.Ordinal) ? lines.Dequeue()[(name.Length + 1)..] : null;
        List<string> TakeAll(string name)
        {
            var taken = new List<string>();
            while (Take(name) is { } value)
            {
                taken.Add(value);
            }

            return taken;
        }

        if (lines.Dequeue() != Heading || Take("charter") is not { } charter || !TryDecode(TakeAll("repin"), out var repins) || TakeAll("roster") is not { Count: 1 or 2 } rosters || Take("statement") is not { } first)
        {
            return false;
        }

        var leaf = default(StatementId);
        var path = new List<Hash256>();
        if (Take("statement") is { } second)
        {
            read = new ForkText(charter, repins, rosters, first, second, null, path);
        }
        else if (Take("later") is { } later && StatementId.TryParse(Take("leaf"), out leaf))
        {
            foreach (var value in TakeAll("path"))
            {
                if (!Hash256.TryParse(value, out var hash) || path.Count == MostHashes)
                {
                    return false;
                }

                path.Add(hash);
            }

            read = new ForkText(charter, repins, rosters, first, later, leaf, path);
        }

        return read is not null && lines.Count == 0;
    }
    private static bool TryDecode(List<string> lines, out List<string> texts)
    {
        texts = [];
        foreach (var line in lines)
        {
            if (!Base64UrlText.TryDecode(line, out var bytes) || texts.Count == RepinCertificate.MostInChain)
            {
                return false;
            }

            texts.Add(Encoding.ASCII.GetString(bytes));
        }

        return true;
    }
}
