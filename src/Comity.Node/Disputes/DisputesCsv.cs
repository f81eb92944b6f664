using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Channels;
using Comity.Node.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Disputes;

/// <summary>What the tables show as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets); every row carries the disclaimer.</summary>
public static class DisputesCsv
{
    public static void MapDisputesCsv(this IEndpointRouteBuilder routes)
    {
        var csv = routes.MapGroup("/c/{channel}/disputes").Needs(Need.Read).ExcludeFromDescription();
        csv.MapGet("/acts.csv", ActsAsync);
        csv.MapGet("/ledger.csv", Ledger);
        csv.MapGet("/chains.csv", Chains);
    }

    private static async Task<FileContentHttpResult> ActsAsync(RoomView view, ReadDesk reads, Formats formats, DisputesWords words, HttpRequest request)
    {
        var query = DisputesQuery.Read(view.Channel, request.Query);
        var findings = view.JudgeAll();
        await reads.OpenedAsync(view.Channel, findings.Acts.Where(query.Shows).Select(a => a.Id).ToHashSet(), ReadHow.Export, request.HttpContext.RequestAborted);
        var links = findings.Links.Where(l => !l.Self).ToLookup(l => l.From, l => l.Standing);
        return File(view, "acts", ["date", "precision", "actors", "addressees", "type", "track", "title", "confidence", "marks", "answers", "answers_denied", "id"],
            ActsOrder.Sort(findings.Acts.Where(query.Shows), query.Sort, view, formats).Select(a => new[]
            {
                Formats.Iso(a.Date, a.Precision), a.Precision.Wire(), formats.Actors(a), formats.Addressees(a), a.Type.Wire(), a.Track, formats.Title(a).Text,
                a.Confidence?.Wire() ?? "", string.Join("; ", words.Marks(a).Select(m => m.Words)),
                Number(links[a.Id].Count(s => s == LinkStanding.Asserted)),
                Number(links[a.Id].Count(s => s == LinkStanding.Denied)), a.Id.ToString(),
            }));
    }

    private static FileContentHttpResult Ledger(RoomView view, Formats formats, DisputesWords words)
    {
        var measures = view.JudgeAll().Measures;
        return File(view, "ledger", ["owner", "attributable", "measure", "nature", "track", "standing", "since", "last_stage", "stages", "id"],
            view.OwnFirst(measures.Select(m => m.Owner)).SelectMany(o => measures.Where(m => m.Owner == o)).Select(m => new[]
            {
                formats.Name(m.Owner), m.Private ? "no" : "yes", formats.Title(m).Text, m.Nature.Wire(), m.Track, m.Standing.Wire(),
                m.Since is { } since ? Formats.Iso(since) : "", m.LastStage?.Wire() ?? "", string.Join("; ", m.Stages.Select(words.Stage)), m.Id.ToString(),
            }));
    }

    private static FileContentHttpResult Chains(RoomView view, Formats formats)
    {
        var findings = view.JudgeAll();
        var acts = findings.Acts.ToDictionary(a => a.Id);
        return File(view, "chains", ["chain", "answers", "answers_undenied", "place", "date", "actors", "title", "relation", "denied", "id"],
            findings.Chains.Index().SelectMany(c => c.Item.Acts.Index().Select(a => Link(acts[a.Item], formats, c.Index, c.Item, a.Index))));
    }

    private static string[] Link(ActFinding act, Formats formats, int number, ChainFinding chain, int place)
    {
        var step = place > 0 && place <= chain.Steps.Count ? chain.Steps[place - 1] : null;
        return
        [
            Number(number + 1), Number(chain.Length), Number(chain.LengthUndenied), Number(place + 1), Formats.Iso(act.Date, act.Precision), formats.Actors(act),
            formats.Title(act).Text, step?.Relation.Wire() ?? "", step is null ? "" : step.Denied ? "yes" : "no", act.Id.ToString(),
        ];
    }

    /// <summary>A file of rows; every one carries the day and the disclaimer.</summary>
    internal static FileContentHttpResult File(RoomView view, string name, string[] header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', header.Append("as_of").Append("disclaimer")).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Append(RoomView.Iso(view.AsOf)).Append(view.Forum.Disclaimer).Select(Cell)).Append("\r\n");
        }

        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"{name}-{view.Channel}-{RoomView.Iso(view.AsOf)}.csv");
    }

    /// <summary>Quoted always; a leading = + - @ would be run as a formula by a spreadsheet and is held back by an apostrophe.</summary>
    private static string Cell(string text) =>
        $"\"{(text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
