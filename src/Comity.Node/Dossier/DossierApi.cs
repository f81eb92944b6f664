using System.Globalization;
using System.Text;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Channels;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Dossier;

/// <summary>A dispute as one HTML file for people and for <c>comity verify</c>; the same for a session and for a token.</summary>
public static class DossierApi
{
    public static void MapDossierPage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/c/{channel}/disputes/dossier", FileAsync).Needs(Need.Read).ExcludeFromDescription();

    public static void MapDossierApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/channels/{channel}/disputes/dossier", FileAsync).Needs(Need.Read).WithTags("disputes").WithName("Dossier");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        RoomView view, ReadDesk reads, DossierEvidence evidence, ILoggerFactory logs, HttpContext http, string? act = null, [FromQuery] string[]? track = null, string? from = null, string? until = null)
    {
        var faults = new List<Fault>();
        var start = default(StatementId?);
        if (act is not null)
        {
            if (StatementId.TryParse(act, out var named) && view.Acts.Act(named) is not null)
            {
                start = named;
            }
            else
            {
                faults.Add(new("act", "dossier.act", $"expected the id of an act of channel {view.Channel}, found {act}"));
            }
        }

        var (first, last) = (Day("from", from, faults), Day("until", until, faults));
        if (faults.Count > 0)
        {
            return Problems.Faults(faults, StatusCodes.Status400BadRequest);
        }

        var matter = DossierMatter.Of(view, start, track ?? [], first, last);
        if (matter.Statements.Count is 0 or > DossierMatter.MostStatements)
        {
            return Problems.Faults([new("", "dossier.size", FormattableString.Invariant($"expected 1 to {DossierMatter.MostStatements} statements, found {matter.Statements.Count}; narrow it by act, track, from and until"))]);
        }

        await reads.OpenedAsync(view.Channel, matter.Statements.ToHashSet(), ReadHow.Export, http.RequestAborted);
        var html = await RenderAsync(http.RequestServices, logs, matter, evidence.Of(view.Channel, matter.Statements)).ConfigureAwait(false);
        return TypedResults.File(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", $"dossier-{view.Channel}-{RoomView.Iso(view.AsOf)}.html");
    }

    private static async Task<string> RenderAsync(IServiceProvider services, ILoggerFactory logs, DossierMatter matter, IReadOnlyDictionary<StatementId, string> evidence)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return "<!DOCTYPE html>\n" + await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<DossierDocument>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(DossierDocument.Matter)] = matter, [nameof(DossierDocument.Evidence)] = evidence,
            })).ConfigureAwait(false);
            return root.ToHtmlString();
        }).ConfigureAwait(false);
    }

    private static DateOnly? Day(string name, string? text, List<Fault> faults)
    {
        if (text is null or "" || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return text is null or "" ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        faults.Add(new(name, "dossier.day", $"expected a date as 2019-08-02, found {text}"));
        return null;
    }
}
