using System.Text.Json;
using Comity.Domain;
using Comity.Domain.Answers;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Answers;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Questions and answers for parliament, for programs.</summary>
public static class AnswersApi
{
    public static void MapAnswersApi(this IEndpointRouteBuilder routes)
    {
        var answers = routes.MapGroup("/api/v1/channels/{channel}/answers").WithTags("press");
        answers.MapGet("", List).Needs(Need.Read).WithName("ListAnswers").WithSummary("Your member's questions and answers, each sentence with what it rests on and how that stands now");
        answers.MapPost("", AskAsync).Needs(Need.Say).WithName("AskQuestion").WithSummary("Expect a question from parliament").Accepts<QuestionRequest>("application/json");
        answers.MapPost("/{id}", GiveAsync).Needs(Need.Say).WithName("GiveAnswer").WithSummary("Answer a question, whole; refused where a sentence rests on anything but confirmed facts").Accepts<AnswerRequest>("application/json");
        answers.MapPost("/{id}/closing", CloseAsync).Needs(Need.Say).WithName("CloseQuestion").WithSummary("The question needs no answer any more");
    }

    private static Results<Ok<AnswersAnswer>, ProblemHttpResult> List(AnswersDesk desk, string channel, [AsParameters] PageQuery page) => IsOwn(desk, channel) is { } fault
        ? Problems.Faults([fault])
        : page.Of(desk.Found.Questions, q => q.Id.ToString()).Answer(part =>
            TypedResults.Ok(new AnswersAnswer(part.Items.Select(q => QuestionAnswer.Of(q, q.Answer is { } given ? desk.Check(given) : null)).ToValueList(), part.Next)));

    private static async Task<Answer> AskAsync(AnswersDesk desk, ApiSaying saying, string channel, JsonElement body) => IsOwn(desk, channel) is { } fault
        ? Problems.Faults([fault])
        : await saying.SayAsync<QuestionAsked>(channel, body, _ => null, _ => []);

    private static async Task<Answer> GiveAsync(AnswersDesk desk, IRoom room, OfficerAccessor officers, HttpContext http, string channel, string id, JsonElement body)
    {
        if (IsOwn(desk, channel) is { } fault)
        {
            return Problems.Faults([fault]);
        }

        if (desk.Question(id) is not { } question)
        {
            return Problems.NotFound($"no question {id} of this member is held");
        }

        if (AnswerRequest.Read(body) is not { } request)
        {
            return Problems.Faults([new Fault("sentences", "answers.form", "expected language and sentences, each with text and restsOn, a list of statement ids")]);
        }

        var (answer, faults) = desk.Prepare(question.Id, request.Language, request.Sentences.Select(s => (s.Text, s.RestsOn)));
        return faults.Count > 0 ? Problems.Faults(faults) : await SayAsync(room, officers, http, answer, question.Id);
    }

    private static async Task<Answer> CloseAsync(AnswersDesk desk, IRoom room, OfficerAccessor officers, HttpContext http, string channel, string id) =>
        IsOwn(desk, channel) is { } fault ? Problems.Faults([fault])
        : desk.Question(id) is not { } question ? Problems.NotFound($"no question {id} of this member is held")
        : await SayAsync(room, officers, http, new QuestionClosed(question.Id), question.Id);

    private static async Task<Answer> SayAsync(IRoom room, OfficerAccessor officers, HttpContext http, IBody body, StatementId question)
    {
        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        return SaidAnswer.Of(await room.SayAsync(ChannelId.Of(room.Me), body, room.Find(question)!.Statement.Track!, question, [], officer, http.RequestAborted));
    }

    private static Fault? IsOwn(AnswersDesk desk, string channel) =>
        channel == desk.Own.ToString() ? null : new("channel", "answers.channel", $"expected {desk.Own}: questions and answers are said in the own channel alone, found {channel}");
}

/// <param name="Track">One of the charter's.</param>
public sealed record QuestionRequest(string Track, string Text, string Language);

public sealed record AnswerRequest(string Language, IReadOnlyList<SentenceRequest> Sentences)
{
    /// <returns>Null for another form.</returns>
    public static AnswerRequest? Read(JsonElement body)
    {
        try
        {
            return body.Deserialize<AnswerRequest>(JsonSerializerOptions.Web) is { Language: not null, Sentences: not null } read && read.Sentences.All(s => s is { Text: not null, RestsOn: not null } && s.RestsOn.All(r => r is not null)) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="RestsOn">Ids of statements.</param>
public sealed record SentenceRequest(string Text, IReadOnlyList<string> RestsOn);

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record AnswersAnswer(ValueList<QuestionAnswer> Questions, string? Next);

/// <param name="Standing"><c>open</c>, <c>answered</c> or <c>closed</c>.</param>
/// <param name="Stale">True when a fact stands otherwise than when the answer was given; null without an answer.</param>
public sealed record QuestionAnswer(StatementId Id, string Text, string Language, string Standing, StatementId? Answer, bool? Stale, ValueList<SentenceAnswerView> Sentences)
{
    public static QuestionAnswer Of(QuestionFinding q, AnswerCheck? check) => new(
        q.Id, q.Text, q.Language, q.Standing.ToString().ToLowerInvariant(), q.Answer?.Id, check?.IsStale,
        (check?.Sentences ?? []).Select(s => new SentenceAnswerView(s.Text, s.IsConfirmed, s.Rests.Select(r => new RestAnswer(r.Now.Id, r.Then, r.Now.Standing, r.Now.IsConfirmed, r.Now.By)).ToValueList())).ToValueList());
}

public sealed record SentenceAnswerView(string Text, bool Confirmed, ValueList<RestAnswer> RestsOn);

/// <param name="Then">How it stood when the answer was given; <paramref name="Now"/> how it stands.</param>
/// <param name="By">Who contests, denies or has yet to affirm it.</param>
public sealed record RestAnswer(StatementId Statement, string Then, string Now, bool Confirmed, ValueList<MemberId> By);
