using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Exports;

/// <summary>That a statement stands in its author's journal as a later statement had seen it (RFC 6962 §2.1.1).</summary>
/// <param name="Of">The statement whose place is proven.</param>
/// <param name="In">The statement whose <c>seen</c> of that author is <paramref name="Head"/>.</param>
public sealed record ExportProof(StatementId Of, long Index, StatementId In, TreeHead Head, ValueList<Hash256> Path)
{
    public string ToLine() => ExportFormat.Line(new JsonObject
    {
        ["proof"] = new JsonObject
        {
            ["of"] = Of.ToString(),
            ["index"] = Index,
            ["in"] = In.ToString(),
            ["size"] = Head.Size,
            ["root"] = Head.Root.ToString(),
            ["path"] = new JsonArray([.. Path.Select(p => JsonValue.Create(p.ToString()))]),
        },
    });

    public static bool TryRead(string line, [NotNullWhen(true)] out ExportProof? proof)
    {
        proof = null;
        if (!StrictJson.TryParse(Encoding.UTF8.GetBytes(line), out var json, out _) || !json.TryGetProperty("proof", out var fields) || fields.ValueKind != JsonValueKind.Object
            || !ExportFormat.TryId(fields, "of", out var of) || !ExportFormat.TryId(fields, "in", out var within) || !ExportFormat.TryHead(fields, out var head)
            || !fields.TryGetProperty("index", out var place) || place.ValueKind != JsonValueKind.Number || !place.TryGetInt64(out var index)
            || !fields.TryGetProperty("path", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var path = new List<Hash256>();
        foreach (var node in list.EnumerateArray())
        {
            if (node.ValueKind != JsonValueKind.String || !Hash256.TryParse(node.GetString(), out var hash))
            {
                return false;
            }

            path.Add(hash);
        }

        var read = new ExportProof(of, index, within, head, path.ToValueList());
        proof = read.ToLine() == line ? read : null;
        return proof is not null;
    }

    /// <summary>Whether it proves what it says of these two statements.</summary>
    public bool HoldsFor(Statement of, Statement within) =>
        of.Id == Of && within.Id == In && of.Index == Index && of.Channel == within.Channel
        && within.Seen.TryGetValue(of.Member, out var seen) && seen == Head
        && MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(of.Id), Index, Head, Path);
}
