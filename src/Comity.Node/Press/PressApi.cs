using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Press;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Press;

/// <summary>The press-line check for programs. Nothing is said, stored or logged.</summary>
public static class PressApi
{
    public static void MapPressApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/channels/{channel}/press-line", Check).Needs(Need.Read).WithTags("press")
            .Repeats(Repeating.Alike).WithName("CheckPressLine").WithSummary("What a line for the press rests on, where it differs from the record, which of its words are listed; nothing is kept");

    private static Results<Ok<PressAnswer>, ProblemHttpResult> Check(PressDesk desk, string channel, PressRequest body) =>
        body.Text is null ? Problems.Faults([new Fault("text", "press.text", "expected a text, found none")])
        : body.Text.Length > PressCheck.MostCharacters
            ? Problems.Faults([new Fault("text", "press.text", $"expected at most {PressCheck.MostCharacters} characters, found {body.Text.Length}")])
            : TypedResults.Ok(new PressAnswer([.. desk.For(ChannelId.Parse(channel)).Judge(body.Text).Select(SentenceView.Of)]));
}

/// <param name="Text">At most 20,000 characters.</param>
public sealed record PressRequest(string? Text);

public sealed record PressAnswer(IReadOnlyList<SentenceView> Sentences);

/// <param name="Start">0-based, in UTF-16 units, as <see cref="TermView.Start"/> is.</param>
/// <param name="Standing"><c>rests-on-confirmed</c>, <c>rests-on-disputed</c>, <c>differs</c> or <c>nothing-found</c>.</param>
public sealed record SentenceView(int Start, string Text, string Standing, IReadOnlyList<MatchView> Matches, IReadOnlyList<TermView> Sensitive)
{
    public static SentenceView Of(PressSentence sentence) => new(
        sentence.Start, sentence.Text, sentence.Standing.Wire(), [.. sentence.Matches.Select(MatchView.Of)],
        [.. sentence.Sensitive.Select(s => new TermView(s.Start, s.Length, s.Term.Phrase, s.Term.Instead, s.Term.Owner.ToString()))]);
}

/// <param name="Share">Of the sentence's weight in words: 0 to 1.</param>
/// <param name="Differs">Each with what the line says and what the record says.</param>
/// <param name="Remarks"><c>not-confirmed</c>, <c>contested</c> with members, <c>link-denied</c> with members and the other act.</param>
public sealed record MatchView(string Act, double Share, IReadOnlyList<string> Words, IReadOnlyList<DifferenceView> Differs, IReadOnlyList<RemarkView> Remarks)
{
    public static MatchView Of(PressMatch match) => new(
        match.Fact.Id.ToString(), match.Share, [.. match.SharedWords], [.. match.Differences.Select(DifferenceView.Of)], [.. match.Remarks.Select(RemarkView.Of)]);
}

/// <param name="In"><c>date</c>, <c>actor</c> or <c>figure</c>.</param>
public sealed record DifferenceView(string In, string Said, string Recorded)
{
    public static DifferenceView Of(PressDifference difference) => difference switch
    {
        PressDifference.OtherDate d => new("date", string.Join('-', new[] { d.Said.Year, d.Said.Month, d.Said.Day }.OfType<int>().Select(n => $"{n:00}")), $"{d.Recorded.Day:yyyy-MM-dd}"),
        PressDifference.OtherActor a => new("actor", a.Said.ToString(), string.Join(", ", a.Recorded)),
        PressDifference.OtherFigure f => new("figure", $"{f.Said} {f.Unit}", $"{f.Recorded} {f.Unit}"),
        _ => throw new ArgumentOutOfRangeException(nameof(difference)),
    };
}

public sealed record RemarkView(string Code, IReadOnlyList<string> By, string? Act)
{
    public static RemarkView Of(PressRemark remark) => remark switch
    {
        PressRemark.NotConfirmed => new("not-confirmed", [], null),
        PressRemark.Contested c => new("contested", [.. c.By.Select(m => m.ToString())], null),
        PressRemark.LinkDenied l => new("link-denied", [.. l.By.Select(m => m.ToString())], l.Other.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(remark)),
    };
}

public sealed record TermView(int Start, int Length, string Phrase, string? Instead, string Owner);
