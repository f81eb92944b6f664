using System.Collections.Immutable;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>Words with brackets in them, read apart: <c>The parties [arda: shall [fully]] [bera: should] meet.</c></summary>
/// <remarks>A backslash before a bracket or a backslash makes it an ordinary character.</remarks>
public static class Brackets
{
    /// <summary>How many brackets may stand in one another.</summary>
    public const int Deepest = 8;

    /// <summary>Depth of nesting; null where a bracket lacks its other half.</summary>
    public static int? Depth(string words)
    {
        var (depth, deepest) = (0, 0);
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case ']' when --depth < 0:
                    return null;
                default:
                    break;
            }
        }

        return depth == 0 ? deepest : null;
    }

    /// <summary>The words in pieces, in their order.</summary>
    /// <param name="table">Whose names attribute a bracket that begins with them: <c>[arda, bera: …]</c>. Other names are words.</param>
    /// <exception cref="ArgumentException">A bracket lacks its other half.</exception>
    public static ImmutableArray<Piece> Read(string words, IReadOnlyCollection<MemberId> table)
    {
        var (pieces, at) = Read(words, 0, table);
        return at == words.Length ? pieces : throw new ArgumentException("expected an opening bracket for each closing one", nameof(words));
    }

    /// <summary>Every bracket in the pieces, those within others included.</summary>
    public static IEnumerable<Bracket> All(IEnumerable<Piece> pieces) => pieces.OfType<Bracket>().SelectMany(b => All(b.Pieces).Prepend(b));

    private static (ImmutableArray<Piece> Pieces, int At) Read(string words, int at, IReadOnlyCollection<MemberId> table)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var plain = new System.Text.StringBuilder();
        for (; at < words.Length && words[at] != ']'; at++)
        {
            if (words[at] == '[')
            {
                Add(pieces, plain);
                var (by, from) = Sponsors(words, at + 1, table);
                var (inside, end) = Read(words, from, table);
                pieces.Add(end < words.Length ? new Bracket(by, inside) : throw new ArgumentException("expected a closing bracket for each opening one", nameof(words)));
                at = end;
                continue;
            }

            at += words[at] == '\\' && at + 1 < words.Length ? 1 : 0;
            plain.Append(words[at]);
        }

        Add(pieces, plain);
        return (pieces.ToImmutable(), at);
    }

    private static void Add(ImmutableArray<Piece>.Builder pieces, System.Text.StringBuilder plain)
    {
        if (plain.Length > 0)
        {
            pieces.Add(new Plain(plain.ToString()));
            plain.Clear();
        }
    }

    private static (ValueList<MemberId> By, int From) Sponsors(string words, int at, IReadOnlyCollection<MemberId> table)
    {
        var colon = words.AsSpan(at).IndexOfAny(':', '[', ']');
        if (colon < 0 || words[at + colon] != ':')
        {
            return ([], at);
        }

        var names = words[at..(at + colon)].Split(',', StringSplitOptions.TrimEntries);
        var members = names.Select(n => MemberId.TryParse(n.ToLowerInvariant(), out var member) && table.Contains(member) ? (MemberId?)member : null).ToList();
        if (members.Contains(null))
        {
            return ([], at);
        }

        var from = at + colon + 1;
        return (members.OfType<MemberId>().Distinct().Order().ToValueList(), from < words.Length && words[from] == ' ' ? from + 1 : from);
    }
}

/// <summary>A piece of a wording: plain words or a bracket.</summary>
public abstract record Piece
{
    private protected Piece()
    {
    }
}

public sealed record Plain(string Words) : Piece;

/// <param name="By">Whose it is, sorted; empty where the bracket does not say.</param>
public sealed record Bracket(ValueList<MemberId> By, ImmutableArray<Piece> Pieces) : Piece;
