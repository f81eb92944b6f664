using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Statements;

namespace Comity.Record.Exports;

/// <summary>The first line of an export: what it holds and how far. Nothing in it is signed.</summary>
/// <param name="Statement">The one statement exported; null for a whole channel.</param>
/// <param name="Heads">Of every member of the channel, as the exporter held them.</param>
/// <param name="Edition">The exporter's rules edition; informative.</param>
/// <param name="Notice">The charter's notice, word for word.</param>
public sealed record ExportHead(StatementId Forum, ChannelId Channel, StatementId? Statement, Seen Heads, string Edition, string Notice)
{
    public string ToLine()
    {
        var json = new JsonObject { ["export"] = ExportFormat.Version, ["holds"] = Statement is null ? "channel" : "statement" };
        if (Statement is { } one)
        {
            json["statement"] = one.ToString();
        }

        json["forum"] = Forum.ToString();
        json["channel"] = Channel.ToString();
        json["heads"] = new JsonObject(Heads.Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key.ToString(), ExportFormat.Json(h.Value))));
        json["edition"] = Edition;
        json["notice"] = Notice;
        return ExportFormat.Line(json);
    }

    public static bool TryRead(string line, [NotNullWhen(true)] out ExportHead? head, [NotNullWhen(false)] out Fault? fault)
    {
        head = null;
        if (!StrictJson.TryParse(Encoding.UTF8.GetBytes(line), out var json, out fault))
        {
            return false;
        }

        if (!ExportFormat.TryText(json, "export", out var version) || version != ExportFormat.Version)
        {
            fault = new Fault("export", "export.head", $"expected an export of format {ExportFormat.Version}, found {StrictJson.Excerpt(version)}");
            return false;
        }

        var isOne = ExportFormat.TryId(json, "statement", out var one);
        var read = ExportFormat.TryId(json, "forum", out var forum)
            && ExportFormat.TryText(json, "channel", out var name) && ChannelId.TryParse(name, out var channel)
            && TryHeads(json, out var heads)
            && ExportFormat.TryText(json, "edition", out var edition) && ExportFormat.TryText(json, "notice", out var notice)
            ? new ExportHead(forum, channel, isOne ? one : null, heads, edition, notice)
            : null;

        // Written again it must be the same line: no other field, order or spelling.
        head = read?.ToLine() == line ? read : null;
        fault = head is null ? new Fault("", "export.head", "expected export, holds, statement (of one), forum, channel, heads, edition and notice, so written; found another form") : null;
        return head is not null;
    }

    private static bool TryHeads(JsonElement json, [NotNullWhen(true)] out Seen? heads)
    {
        heads = null;
        if (!json.TryGetProperty("heads", out var list) || list.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var read = new SortedDictionary<MemberId, Tree.TreeHead>();
        foreach (var entry in list.EnumerateObject())
        {
            if (!MemberId.TryParse(entry.Name, out var member) || !ExportFormat.TryHead(entry.Value, out var head))
            {
                return false;
            }

            read[member] = head;
        }

        heads = new Seen(read);
        return true;
    }
}
