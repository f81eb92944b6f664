using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Standstill;

/// <summary>The escalation curve's weights for programs: this member's own, said to nobody.</summary>
public static class CurveApi
{
    public static void MapCurveApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/channels/{channel}/curve-weights").WithTags("standstill");
        api.MapGet("", Now).Needs(Need.Read).WithName("GetCurveWeights").WithSummary("The weights this member draws its escalation curve with, by kind of act");
        api.MapPost("", Take).Needs(Need.Say).Repeats(Repeating.Alike).WithName("SetCurveWeights").WithSummary("Set them whole, each from -10 to 10; one left out goes back to the weight to begin with");
    }

    private static Ok<CurveWeightsAnswer> Now(CurveWeights weights) => TypedResults.Ok(Answer(weights));

    private static Results<Ok<CurveWeightsAnswer>, ProblemHttpResult> Take(CurveWeights weights, CurveWeightsRequest request)
    {
        var kinds = Enum.GetValues<ActType>().Select(t => t.Wire()).ToList();
        var given = request.Weights ?? new Dictionary<string, decimal>();
        var unknown = given.Keys.Except(kinds).Select(k => new Fault($"weights.{k}", "api.unknown-field", $"expected only {string.Join(", ", kinds)}")).ToList();
        var faults = unknown.Count > 0 ? unknown : weights.Take(kind => given.TryGetValue(kind, out var weight) ? weight.ToString(CultureInfo.InvariantCulture) : null);
        return faults.Count > 0 ? Problems.Faults(faults) : TypedResults.Ok(Answer(weights));
    }

    private static CurveWeightsAnswer Answer(CurveWeights weights) => new(new SortedDictionary<string, decimal>(weights.Now.ToDictionary(w => w.Key.Wire(), w => w.Value), StringComparer.Ordinal));
}

/// <param name="Weights">By kind of act.</param>
public sealed record CurveWeightsRequest(IReadOnlyDictionary<string, decimal>? Weights);

public sealed record CurveWeightsAnswer(IReadOnlyDictionary<string, decimal> Weights);
