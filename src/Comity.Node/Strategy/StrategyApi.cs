using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Strategy.Bearable;
using Comity.Strategy.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Strategy;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>The typed endpoints of strategy: every action of its pages. Reading is guarded like a page; saying needs an officer who may sign.</summary>
public static class StrategyApi
{
    public static void MapStrategyApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/strategy/{channel}").WithTags("strategy");
        api.MapGet("/models", Models).Needs(Need.Read).WithName("ListModels").WithSummary("Models that stand in a channel; those of a member's own channel are its own alone");
        api.MapGet("/models/{id}", Model).Needs(Need.Read).WithName("GetModel").WithSummary("A model as its latest version has it");
        api.MapGet("/models/{id}/case", Case).Needs(Need.Read).WithName("GetModelAsCase").WithSummary("The model as a file strategy-case/1, for the command and for other programs");
        api.MapGet("/illustration", Example).Needs(Need.Read).WithName("GetIllustration").WithSummary("The constructed case to start from: nobody's stated preferences");
        api.MapPost("/check", Check).Needs(Need.Read).Repeats(Repeating.Alike).WithName("CheckModel").WithSummary("Every fault of a model, of form and of sense; nothing is said or stored");
        api.MapPost("/models", Save).Needs(Need.Write).WithName("SaveModel").WithSummary("Save a model, or with \"of\" a later version, for this delegation alone");
        api.MapPost("/models/{id}/share", Share).Needs(Need.Write).WithName("ShareModel").WithSummary("Share a model of the own channel: {\"with\": channel, \"words\"}");
        api.MapGet("/models/{id}/home", Home).Needs(Need.Read).WithName("GetBearing").WithSummary("What this party can bear at home of a model of its own, and which outcomes that leaves");
        api.MapPost("/models/{id}/home", Bear).Needs(Need.Write).WithName("SaveBearing").WithSummary("Note what this party can bear: {\"party\", \"language\"}; heard by this delegation alone");
        api.MapPost("/models/{id}/withdraw", Withdraw).Needs(Need.Write).WithName("WithdrawModel").WithSummary("Take a model back");
        api.MapPost("/models/{id}/solve", Solve).Needs(Need.Read).Repeats(Repeating.Alike).WithName("SolveModel").WithSummary("Begin to solve; the answer says how far it is");
        api.MapDelete("/models/{id}/solve", Cancel).Needs(Need.Read).WithName("CancelSolving").WithSummary("Stop solving");
        api.MapGet("/models/{id}/solution", Solution).Needs(Need.Read).WithName("GetSolution").WithSummary("How far solving is, and the equilibria and stable states once it is done");
        api.MapGet("/models/{id}/ways", Ways).Needs(Need.Read).WithName("GetWays").WithSummary("Shortest ways from the status quo to each equilibrium of a concept");
        api.MapGet("/models/{id}/needed", Needed).Needs(Need.Read).WithName("GetNeededChanges").WithSummary("What would have to be preferred for a wanted state to hold");
        api.MapGet("/models/{id}/why", Why).Needs(Need.Read).WithName("GetCertificate").WithSummary("Why a state is stable or not for a decision maker: a certificate anybody can replay (strategy-certificate/1)");
    }

    private static async Task<Results<Ok<NeededAnswer>, ProblemHttpResult>> Needed(
        ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, HttpContext http, string channel, string id,
        [Description("The wanted state, Y and N per option")] string want, [Description("nash, gmr, smr, seq or sseq; seq when absent")] string? concept = null)
    {
        var (view, problem) = await ViewAsync(shelf, desk, officers, http, channel, id).ConfigureAwait(false);
        return view is null ? problem!
            : view.Wanted is not { } wanted ? Problems.Faults([new Fault("want", "strategy.want", $"expected a feasible state, found {want}")], StatusCodes.Status400BadRequest)
            : TypedResults.Ok(NeededAnswer.Of(view, wanted, WantedAnswer.Of(view.Solution, wanted, view.Query.Concept, http.RequestAborted)));
    }

    private static async Task<Results<JsonHttpResult<JsonObject>, ProblemHttpResult>> Why(
        ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, HttpContext http, string channel, string id,
        [Description("The state, Y and N per option")] string want, [Description("Id of the decision maker")] string by, [Description("nash, gmr, smr, seq or sseq; seq when absent")] string? concept = null)
    {
        var (view, problem) = await ViewAsync(shelf, desk, officers, http, channel, id).ConfigureAwait(false);
        if (view is null)
        {
            return problem!;
        }

        var maker = view.Said.DecisionMakers.ToList().FindIndex(d => d.Id == by);
        if (maker < 0 || view.Wanted is not { } state)
        {
            return Problems.Faults([new Fault(maker < 0 ? "by" : "want", "strategy.want", $"expected a decision maker and a feasible state of the model, found {by} and {want}")], StatusCodes.Status400BadRequest);
        }

        Certificate? found = null;
        return PageLimits.Cut(http.RequestAborted, patience => found = Explanations.Of(view.States, view.Solution.Ranks, maker, state, view.Query.Concept, PageLimits.Analyses, patience))
            ? Problems.Faults([new Fault("", "strategy.too-large", "expected a question that is answered within seconds; ask the command, which has wider bounds")])
            : TypedResults.Json(CertificateJson.Write(view.Model, found!));
    }

    private static async Task<(ModelView? View, ProblemHttpResult? Problem)> ViewAsync(ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, HttpContext http, string channel, string id)
    {
        if (Find(shelf, channel, id) is not { } model)
        {
            return (null, NoModel(id));
        }

        var (job, faults) = await Solving.LookAsync(desk, model, officers.Officer is not null).ConfigureAwait(false);
        return faults.Count > 0 ? (null, Problems.Faults(faults))
            : job?.Solution is not { } solution ? (null, Problems.One(StatusCodes.Status409Conflict, "Not solved", "strategy.solve.first", "expected a solved model: POST …/solve first"))
            : solution.States.Count > PageLimits.MostStates ? (null, Problems.Faults([new Fault("", "strategy.too-large", $"expected at most {PageLimits.MostStates} states, found {solution.States.Count}")]))
            : (ModelView.Of(model, ModelQuery.Read(model.Channel, model.Finding.Id, null, http.Request.Query), solution), null);
    }

    private static Results<Ok<ModelsAnswer>, ProblemHttpResult> Models(ModelShelf shelf, string channel, DateOnly? asOf, [AsParameters] PageQuery page) =>
        page.Of(shelf.In(ChannelId.Parse(channel), asOf), m => m.Id.ToString()).Answer(part => TypedResults.Ok(new ModelsAnswer([.. part.Items.Select(ModelAnswer.Of)], part.Next)));

    private static Results<Ok<OneModelAnswer>, ProblemHttpResult> Model(ModelShelf shelf, string channel, string id, DateOnly? asOf) =>
        Find(shelf, channel, id, asOf) is { } model
            ? TypedResults.Ok(new OneModelAnswer(ModelAnswer.Of(model.Finding), JsonOf(model.Model), model.StatusQuo, model.Words))
            : NoModel(id);

    private static Results<JsonHttpResult<JsonNode>, ProblemHttpResult> Case(HttpContext http, ModelShelf shelf, string channel, string id, DateOnly? asOf)
    {
        if (Find(shelf, channel, id, asOf) is not { } model)
        {
            return NoModel(id);
        }

        http.Response.Headers.ContentDisposition = "attachment; filename=\"model.json\"";
        return TypedResults.Json(CaseOf(model));
    }

    private static Ok<IllustrationAnswer> Example(StrategyWords words) =>
        TypedResults.Ok(new IllustrationAnswer(JsonOf(Illustration.In(words)), Illustration.StatusQuo, Illustrative: true));

    private static Results<Ok<FaultsAnswer>, ProblemHttpResult> Check(string channel, JsonElement body)
    {
        var (saved, _, faults) = SaveRequest.Read(body);
        return TypedResults.Ok(new FaultsAnswer([.. saved is null ? faults : DraftModel.Faults(saved.Model, saved.StatusQuo, saved.Language)]));
    }

    private static async Task<Answer> Save(HttpContext http, IRoom room, OfficerAccessor officers, ModelSaying saying, string channel, JsonElement body)
    {
        if (Refused(room, officers, saying, channel) is { } refused)
        {
            return refused;
        }

        var (saved, track, faults) = SaveRequest.Read(body);
        var all = saved is null ? faults : [.. DraftModel.Faults(saved.Model, saved.StatusQuo, saved.Language)];
        return all.Count > 0 || saved is null
            ? Problems.Faults(all)
            : SaidAnswer.Of(await saying.SaveAsync(saved.Model, saved.StatusQuo, saved.Illustrative, saved.Language, track ?? DefaultTrack(room), saved.Of, http.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<Answer> Share(HttpContext http, IRoom room, OfficerAccessor officers, ModelShelf shelf, ModelSaying saying, string channel, string id, JsonElement body)
    {
        if (Refused(room, officers, saying, channel) is { } refused)
        {
            return refused;
        }

        if (Find(shelf, channel, id) is not { } model)
        {
            return NoModel(id);
        }

        var named = Text(body, "with");
        if (!ChannelId.TryParse(named, out var with) || with == saying.Own || with.IsPublic || !room.Channels.Contains(with))
        {
            return Problems.Faults([new Fault("with", "strategy.share.with", $"expected plenary or a channel with another member, found {named ?? "nothing"}")]);
        }

        return SaidAnswer.Of(await saying.ShareAsync(model, with, saying.SharedBefore(model, with), Text(body, "words"), http.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<Answer> Bear(HttpContext http, IRoom room, OfficerAccessor officers, ModelShelf shelf, ModelSaying saying, string channel, string id, JsonElement body)
    {
        if (Refused(room, officers, saying, channel) is { } refused)
        {
            return refused;
        }

        if (Find(shelf, channel, id) is not { } model)
        {
            return NoModel(id);
        }

        var (said, _, faults) = ApiBody.Read<BearingSaved>(body, ("model", id));
        var all = said is null ? faults : ModelReading.Read(model.Model) is { Model: { } read } ? HomeReading.Read(said.Party, read).Faults : [];
        return said is null || all.Count > 0
            ? Problems.Faults(all)
            : SaidAnswer.Of(await saying.BearAsync(model, said.Party, said.Language, http.RequestAborted).ConfigureAwait(false));
    }

    private static async Task<Results<Ok<HomeAnswer>, ProblemHttpResult>> Home(
        ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, HttpContext http, string channel, string id, [Description("nash, gmr, smr, seq or sseq; seq when absent")] string? concept = null)
    {
        var (view, problem) = await ViewAsync(shelf, desk, officers, http, channel, id).ConfigureAwait(false);
        return view is null ? problem!
            : shelf.Bearing(view.Shelved) is not { } party || HomeReading.Read(party, view.Model).Party is not { } home ? Problems.NotFound($"model {id}: nothing was noted of what can be borne")
            : TypedResults.Ok(HomeAnswer.Of(view, WinSetAnalysis.Of(view.States, [home], http.RequestAborted).WinSets[0]));
    }

    private static async Task<Answer> Withdraw(HttpContext http, IRoom room, OfficerAccessor officers, ModelShelf shelf, ModelSaying saying, string channel, string id)
    {
        if (officers.Officer is not { MaySign: true })
        {
            return Problems.MayNotSign();
        }

        return Find(shelf, channel, id) is { } model && model.Finding.Author == room.Me
            ? SaidAnswer.Of(await saying.WithdrawAsync(model, http.RequestAborted).ConfigureAwait(false))
            : NoModel(id);
    }

    private static async Task<Results<Ok<SolutionAnswer>, ProblemHttpResult>> Solve(ModelShelf shelf, SolveDesk desk, string channel, string id)
    {
        if (Find(shelf, channel, id) is not { } model)
        {
            return NoModel(id);
        }

        var (job, faults) = await Solving.BeginAsync(desk, model).ConfigureAwait(false);
        return job is not null ? TypedResults.Ok(SolutionAnswer.Of(job))
            : faults.Count > 0 ? Problems.Faults(faults)
            : Problems.One(StatusCodes.Status503ServiceUnavailable, "Too many models wait to be solved", "strategy.solve.full", $"expected at most {desk.Limits.Waiting} waiting; ask again later");
    }

    private static Results<Ok<SolutionAnswer>, ProblemHttpResult> Cancel(ModelShelf shelf, SolveDesk desk, string channel, string id)
    {
        if (Find(shelf, channel, id) is not { } model || desk.Find(model.Content) is not { } job)
        {
            return Problems.NotFound($"model {id}: expected one that is being solved");
        }

        desk.Cancel(model.Content);
        return TypedResults.Ok(SolutionAnswer.Of(job));
    }

    private static async Task<Results<Ok<SolutionAnswer>, ProblemHttpResult>> Solution(ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, string channel, string id)
    {
        if (Find(shelf, channel, id) is not { } model)
        {
            return NoModel(id);
        }

        var (job, faults) = await Solving.LookAsync(desk, model, officers.Officer is not null).ConfigureAwait(false);
        return faults.Count > 0 ? Problems.Faults(faults) : TypedResults.Ok(job is null ? SolutionAnswer.NotAsked : SolutionAnswer.Of(job));
    }

    private static async Task<Results<Ok<WaysAnswer>, ProblemHttpResult>> Ways(
        ModelShelf shelf, SolveDesk desk, OfficerAccessor officers, HttpContext http, string channel, string id, [Description("nash, gmr, smr, seq or sseq; seq when absent")] string? concept = null)
    {
        var (view, problem) = await ViewAsync(shelf, desk, officers, http, channel, id).ConfigureAwait(false);
        return view is null ? problem! : TypedResults.Ok(WaysAnswer.Of(view));
    }

    private static ShelvedModel? Find(ModelShelf shelf, string channel, string id, DateOnly? asOf = null) =>
        StatementId.TryParse(id, out var wanted) ? shelf.Find(ChannelId.Parse(channel), wanted, asOf) : null;

    // A model is saved, and shared from, in the own channel alone.
    private static ProblemHttpResult? Refused(IRoom room, OfficerAccessor officers, ModelSaying saying, string channel) =>
        officers.Officer is not { MaySign: true } ? Problems.MayNotSign()
        : room.Forum is null || ChannelId.Parse(channel) != saying.Own
            ? Problems.Faults([new Fault("channel", "strategy.channel.own", $"expected {saying.Own}, the channel of this delegation alone, found {channel}")])
        : null;

    private static string DefaultTrack(IRoom room) => room.Forum!.Tracks.Contains("dialogue") ? "dialogue" : room.Forum.Tracks[0];

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static ProblemHttpResult NoModel(string id) => Problems.NotFound($"no model {id} stands in this channel");

    private static JsonObject JsonOf(ConflictModel model) => BodyCodec.Write(new ModelSaved(null, model, null, false, "und"))["model"]!.DeepClone().AsObject();

    // A file that leaves the room says by itself that an illustration is one.
    private static JsonNode CaseOf(ShelvedModel model)
    {
        var json = JsonOf(model.Model);
        if (model.Finding.Illustrative)
        {
            json["notes"] = $"Illustrative: constructed, nobody's stated preferences. {model.Model.Notes}".TrimEnd();
        }

        return json;
    }
}
