using Comity.Domain;
using Comity.Domain.Standstill;
using Comity.Node.Access;
using Comity.Node.Disputes;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Standstill;

/// <summary>Steps and inventory of one standstill as CSV, as the tables show them.</summary>
public static class StandstillCsv
{
    public static void MapStandstillCsv(this IEndpointRouteBuilder routes)
    {
        var csv = routes.MapGroup("/c/{channel}/standstill/{id}").Needs(Need.Read).ExcludeFromDescription();
        csv.MapGet("/steps.csv", Steps);
        csv.MapGet("/inventory.csv", Inventory);
    }

    private static Results<FileContentHttpResult, NotFound> Steps(RoomView view, StandstillView standstills, StandstillWords words, Formats formats, string id) =>
        !StatementId.TryParse(id, out var standstill) || standstills.Found.Offers.All(o => o.Id != standstill) ? TypedResults.NotFound()
            : DisputesCsv.File(view, "standstill-steps", ["since", "owner", "step", "track", "kind", "party", "verdict", "rule", "clause", "reading", "consultation_open", "id"],
                standstills.Found.Steps.Where(s => s.Standstill == standstill).SelectMany(s => s.Verdicts.Select(v => new[]
                {
                    Formats.Iso(s.Since), formats.Name(s.Owner), words.Title(s.Step), s.Track, s.Kind, formats.Name(v.Member), v.Standing.Wire(), v.Rule, v.Clause ?? "",
                    v.Effect?.Wire() ?? "", s.ConsultationOpen ? "yes" : "no", s.Step.ToString(),
                })));

    private static Results<FileContentHttpResult, NotFound> Inventory(RoomView view, StandstillView standstills, Formats formats, string id)
    {
        if (!StatementId.TryParse(id, out var of) || view.Room.Find(of)?.Statement.Channel != view.Channel || standstills.Terms(of) is not { } terms)
        {
            return TypedResults.NotFound();
        }

        var disputed = standstills.Found.Offers.FirstOrDefault(o => o.Id == of)?.Disputed ?? [];
        return DisputesCsv.File(view, "standstill-inventory", ["item", "owner", "title", "stage", "since", "treatment", "disputed_by", "measure"],
            terms.Baseline.Inventory.Select(i => new[]
            {
                i.Id, formats.Name(i.Owner), i.Title, i.Stage.Wire(), Formats.Iso(i.Since), i.Treatment.Wire(),
                string.Join("; ", disputed.Where(d => d.Measure == i.Measure).SelectMany(d => d.By).Select(formats.Name)), i.Measure.ToString(),
            }));
    }
}
