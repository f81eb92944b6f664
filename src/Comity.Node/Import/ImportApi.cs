using System.Text;
using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Import;

/// <summary>Acts and measures in one request: looked at first (<c>dryRun</c>, the default), then signed. Repeating it signs nothing twice.</summary>
public static class ImportApi
{
    public static void MapImportApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/channels/{channel}/disputes/imports", ImportAsync).Needs(Need.Say).WithTags("disputes").WithName("ImportActs")
            .Repeats(Repeating.Alike).WithMetadata(new RequestSizeLimitAttribute(ImportLimits.Request));

    private static async Task<Results<JsonHttpResult<ImportAnswer>, ProblemHttpResult>> ImportAsync(
        IRoom room, OfficerAccessor officers, ImportDesk desk, string channel, JsonElement body, CancellationToken cancellation)
    {
        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        if (RecordApi.HeldChannel(room, channel) is not { } held)
        {
            return Problems.NotFound($"channel {channel}: expected one of {string.Join(", ", room.Channels)}");
        }

        var faults = ImportRequest.TryRead(body, out var request);
        if (faults.Count > 0)
        {
            return Problems.Faults(faults);
        }

        var draft = desk.Take(officer.Id, held, request!.Table, "en");
        draft.MapAs(request.Mapping, room);
        if (!request.DryRun && draft.Plan!.Faults.Count > 0)
        {
            return Problems.Faults(draft.Plan.Faults.Select(f => new Fault(FormattableString.Invariant($"row {f.Row}, {f.Column}"), f.Code, f.Message)));
        }

        if (!request.DryRun && request.Keep)
        {
            await draft.KeepAsync(room, officer, CancellationToken.None).ConfigureAwait(false);
        }
        else if (!request.DryRun)
        {
            await draft.SignAsync(room, officer, () => cancellation.IsCancellationRequested, CancellationToken.None).ConfigureAwait(false);
        }

        return TypedResults.Json(ImportAnswer.Of(draft, request.DryRun), ApiBody.Options, statusCode: draft.Stop is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <param name="Rows">How many were read; <paramref name="Recorded"/> of them are on the record already.</param>
/// <param name="Similar">Rows that look like an act of the record: signed only with <c>withSimilar</c>.</param>
/// <param name="Repeated">Rows that say what an earlier row says.</param>
/// <param name="Statements">How many statements signing makes, or made, of the rows.</param>
/// <param name="Kept">With <c>keep</c>: what lies as drafts instead of being said.</param>
/// <param name="StoppedAt">Where it did not go on; what was signed before stays. Repeating the request goes on from there.</param>
public sealed record ImportAnswer(
    bool DryRun, int Rows, int Recorded, ValueList<SimilarRow> Similar, ValueList<int> Repeated, ValueList<ImportFault> Faults, int Statements,
    ValueList<SignedRow> Signed, ImportStop? StoppedAt, KeptDrafts? Kept)
{
    public static ImportAnswer Of(ImportDraft draft, bool dryRun)
    {
        var plan = draft.Plan!;
        return new(
            dryRun, plan.Rows.Count, plan.Rows.Count(r => r.Recorded),
            plan.Rows.Where(r => r.Similar is not null).Select(r => new SimilarRow(r.Number, r.Similar!.Value)).ToValueList(),
            plan.Rows.Where(r => r is { Repeats: not null, Recorded: false }).Select(r => r.Number).ToValueList(), plan.Faults.ToValueList(), plan.Statements, draft.Signed.ToValueList(),
            draft.Stop ?? draft.Kept?.Stop ?? (dryRun || draft.Done || draft.Kept is not null || plan.Faults.Count > 0 ? null : new(plan.ToSign[draft.SignedRows].Number, "import.cancelled", "whoever asked left")),
            draft.Kept);
    }
}

/// <param name="Act">The act of the record it looks like.</param>
public sealed record SimilarRow(int Row, StatementId Act);

/// <summary>What a program hands in.</summary>
internal sealed record ImportRequest(ImportTable Table, ImportMapping Mapping, bool DryRun, bool Keep)
{
    private static readonly string[] Members = ["content", "columns", "fixed", "withSimilar", "dryRun", "keep"];

    /// <returns>Every fault at once; empty when <paramref name="request"/> was read.</returns>
    public static IReadOnlyList<Fault> TryRead(JsonElement json, out ImportRequest? request)
    {
        request = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return [new("", "api.object", $"expected an object of {string.Join(", ", Members)}")];
        }

        var faults = json.EnumerateObject().Where(p => !Members.Contains(p.Name)).Select(p => new Fault(p.Name, "api.unknown-field", $"expected only {string.Join(", ", Members)}")).ToList();
        var (table, unread) = Content(json);
        faults.AddRange(unread);
        var mapping = MappingIn(json, table, faults);
        var (dryRun, keep) = (Switch(json, "dryRun", true, faults), Switch(json, "keep", false, faults));
        if (faults.Count == 0)
        {
            request = new(table!, mapping with { WithSimilar = Switch(json, "withSimilar", false, faults) }, dryRun, keep);
        }

        return faults;
    }

    private static (ImportTable?, IReadOnlyList<Fault>) Content(JsonElement json) => !json.TryGetProperty("content", out var content) ? (null, [new("content", "api.content", "expected the table, as CSV text or as JSON, found nothing")])
        : ImportReading.Read(Encoding.UTF8.GetBytes(content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText()));

    private static ImportMapping MappingIn(JsonElement json, ImportTable? table, List<Fault> faults)
    {
        var guessed = ImportMapping.Guessed(table ?? new([], []), "en");
        var columns = new Dictionary<ImportField, int>(guessed.Columns);
        foreach (var (field, name) in Pairs(json, "columns", faults))
        {
            var at = table?.Columns.ToList().IndexOf(name) ?? 0;
            if (at < 0)
            {
                faults.Add(new($"columns.{ImportMapping.Wire(field)}", "import.column", $"expected one of {string.Join(", ", table!.Columns)}, found {name}"));
            }

            columns[field] = Math.Max(at, 0);
        }

        var given = new Dictionary<ImportField, string>(guessed.Fixed);
        foreach (var (field, value) in Pairs(json, "fixed", faults))
        {
            given[field] = value;
        }

        return new(columns, given);
    }

    private static IEnumerable<(ImportField Field, string Value)> Pairs(JsonElement json, string name, List<Fault> faults)
    {
        if (!json.TryGetProperty(name, out var pairs) || pairs.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var pair in pairs.EnumerateObject())
        {
            var field = Enum.GetValues<ImportField>().Cast<ImportField?>().FirstOrDefault(f => ImportMapping.Wire(f!.Value) == pair.Name);
            if (field is null || pair.Value.ValueKind != JsonValueKind.String)
            {
                faults.Add(new($"{name}.{pair.Name}", "import.field", $"expected text under one of {string.Join(", ", Enum.GetValues<ImportField>().Select(ImportMapping.Wire))}"));
            }
            else
            {
                yield return (field.Value, pair.Value.GetString()!);
            }
        }
    }

    private static bool Switch(JsonElement json, string name, bool otherwise, List<Fault> faults)
    {
        if (json.TryGetProperty(name, out var given) && given.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add(new(name, "api.switch", "expected true or false"));
        }

        return given.ValueKind is JsonValueKind.Undefined ? otherwise : given.ValueKind == JsonValueKind.True;
    }
}
