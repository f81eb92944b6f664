using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Channels;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Import;

/// <summary>Acts and measures exactly as recorded, untranslated, in the columns that an import reads: what one room hands to another.</summary>
/// <remarks>A row for each act with the first measure it opened, and one for each further measure. Accounts and links belong to their owners and stay.</remarks>
public static class AsRecordedCsv
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ImportField[] Columns = [.. Enum.GetValues<ImportField>().Where(f => f != ImportField.Confidence)];

    public static void MapAsRecordedCsv(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/c/{channel}/disputes/as-recorded.csv", FileAsync).Needs(Need.Read).ExcludeFromDescription();

    /// <summary>The same for programs, which have a token and no session.</summary>
    public static void MapAsRecordedApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/channels/{channel}/disputes/as-recorded.csv", FileAsync).Needs(Need.Read).WithTags("disputes").WithName("ActsAsRecorded");

    private static async Task<FileContentHttpResult> FileAsync(RoomView view, ReadDesk reads, CancellationToken cancellation)
    {
        var findings = view.JudgeAll();
        await reads.OpenedAsync(view.Channel, findings.Acts.Select(a => a.Id).ToHashSet(), ReadHow.Export, cancellation);
        var measures = findings.Measures.ToLookup(m => m.Act);
        var text = new StringBuilder().AppendJoin(',', Columns.Select(ImportMapping.Wire)).Append("\r\n");
        foreach (var row in findings.Acts.SelectMany(a => Rows(a, [.. measures[a.Id]])))
        {
            text.AppendJoin(',', Columns.Select(c => Cell(row.GetValueOrDefault(c, "")))).Append("\r\n");
        }

        return TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"as-recorded-{view.Channel}-{RoomView.Iso(view.AsOf)}.csv");
    }

    private static IEnumerable<Dictionary<ImportField, string>> Rows(ActFinding act, IReadOnlyList<MeasureFinding> measures)
    {
        var row = Act(act);
        // Another member's measure on this act, or one that says otherwise where it comes from, stands on a row of its own.
        var first = measures.FirstOrDefault(m => m.Owner == act.Author && m.Track == act.Track && m.Language == act.Language && m.Basis == act.Basis && m.Reported == act.Reported);
        if (first is not null)
        {
            AddMeasure(row, first);
        }

        yield return row;
        foreach (var measure in measures.Where(m => m != first))
        {
            var own = new Dictionary<ImportField, string>
            {
                [ImportField.Id] = measure.Id.ToString(), [ImportField.Act] = act.Reference ?? act.Id.ToString(), [ImportField.Track] = measure.Track, [ImportField.Language] = measure.Language,
                [ImportField.Basis] = measure.Basis.Wire(), [ImportField.Reported] = measure.Reported ? "true" : "false",
            };
            AddMeasure(own, measure);
            yield return own;
        }
    }

    private static Dictionary<ImportField, string> Act(ActFinding act) => new()
    {
        [ImportField.Id] = act.Id.ToString(), [ImportField.Date] = Formats.Iso(act.Date), [ImportField.Precision] = act.Precision.Wire(),
        [ImportField.Actors] = Json(act.Actors), [ImportField.Addressees] = Json(act.Addressees), [ImportField.Type] = act.Type.Wire(), [ImportField.Track] = act.Track,
        [ImportField.Title] = act.Title, [ImportField.Detail] = act.Detail, [ImportField.Language] = act.Language,
        [ImportField.Effective] = act.Effective is { } effective ? Formats.Iso(effective) : "", [ImportField.Deadline] = act.Deadline is { } deadline ? Formats.Iso(deadline) : "",
        [ImportField.Basis] = act.Basis.Wire(), [ImportField.Reported] = act.Reported ? "true" : "false", [ImportField.Sources] = Json(act.Sources),
        [ImportField.Note] = act.Note ?? "", [ImportField.Reference] = act.Reference ?? "",
    };

    private static void AddMeasure(Dictionary<ImportField, string> row, MeasureFinding measure)
    {
        row[ImportField.Measure] = measure.Title;
        row[ImportField.Nature] = measure.Nature.Wire();
        row[ImportField.Private] = measure.Private ? "true" : "false";
        row[ImportField.MeasureReference] = measure.Reference ?? "";
        row[ImportField.Stages] = new JsonArray([.. measure.Stages.Select(Stage)]).ToJsonString(Plain);
    }

    private static JsonObject Stage(StageFinding stage)
    {
        var json = new JsonObject { ["stage"] = stage.Stage.Wire(), ["date"] = Formats.Iso(stage.Date), ["precision"] = stage.Precision.Wire() };
        if (stage.Extent is { } extent)
        {
            json["extent"] = extent;
        }

        return json;
    }

    private static string Json<T>(ValueList<T> list) => list.Count == 0 ? "" : JsonSerializer.Serialize(list, Disputes.ApiBody.Options);

    /// <summary>As in <see cref="Disputes.DisputesCsv"/>: what a spreadsheet would run is held back; reading it in takes the apostrophe off again.</summary>
    private static string Cell(string text) =>
        $"\"{(text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
