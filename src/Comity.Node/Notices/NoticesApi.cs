using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Desk;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Notices;

/// <summary>Notices for programs, and the form of the page that marks them as seen: docs/guides/api.md, "Being told".</summary>
public static class NoticesApi
{
    public static void MapNoticesApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", List).Needs(Need.Read).WithName("ListNotices").WithSummary("What you should be told of, of all you may read: your turn, days that come near, what concerns your member");
        api.MapPost("/notices/seen", Seen).Needs(Need.Read).Repeats(Repeating.Alike).WithName("MarkNoticesSeen").WithSummary("You have seen every notice there is now");
        api.MapGet("/me/notices", Settings).Needs(Need.Read).WithName("GetNoticeSettings").WithSummary("How you are told outside the page");
        api.MapPost("/me/notices", Set).Needs(Need.Read).Repeats(Repeating.Alike).WithName("SetNoticeSettings").WithSummary("Set whole how you are told: by mail at once or daily, by webhook, on which tracks. A new address is first sent a link, and nothing else until it is confirmed");
        api.MapPost("/me/notices/confirmation", Confirm).Needs(Need.Read).Repeats(Repeating.Refused).WithName("ConfirmNoticeAddress").WithSummary("Confirm the address with the code of the link that was sent to it");
    }

    public static void MapNoticesForm(this IEndpointRouteBuilder routes) => routes.MapPost("/notices/seen", SeenForm).Needs(Need.Read).ExcludeFromDescription();

    private static Results<Ok<NoticesAnswer>, ProblemHttpResult> List(NoticeDesk desk, [AsParameters] PageQuery page) =>
        page.Of(desk.All, n => n.Id).Answer(part => TypedResults.Ok(new NoticesAnswer(desk.New, part.Items.Select(n => NoticeAnswer.Of(n, desk.IsNew(n))).ToValueList(), part.Next)));

    private static Results<Ok<NoticesAnswer>, ProblemHttpResult> Seen(NoticeDesk desk)
    {
        desk.MarkSeen();
        return List(desk, new PageQuery());
    }

    private static RedirectHttpResult SeenForm(NoticeDesk desk, [FromForm] string? returnUrl)
    {
        desk.MarkSeen();
        return TypedResults.LocalRedirect(LocalUrl.OrHome(returnUrl));
    }

    private static Results<Ok<NoticeSettingsAnswer>, ProblemHttpResult> Settings(OfficerAccessor officers, DeskBook desks, NoticeOptions options) =>
        FeedKeyFault(officers) ?? (Results<Ok<NoticeSettingsAnswer>, ProblemHttpResult>)TypedResults.Ok(Answer(officers, desks, options));

    private static Results<Ok<NoticeSettingsAnswer>, ProblemHttpResult> Set(NoticeSettingsRequest body, OfficerAccessor officers, DeskBook desks, NoticeOptions options, IRoom room)
    {
        if (FeedKeyFault(officers) is { } refused)
        {
            return refused;
        }

        var (settings, faults) = body.Read(room.Forum!.Tracks, options);
        if (faults.Count > 0)
        {
            return Problems.Faults(faults);
        }

        settings.Keep(desks, Id(officers));
        return TypedResults.Ok(Answer(officers, desks, options));
    }

    private static Results<Ok<NoticeSettingsAnswer>, ProblemHttpResult> Confirm(ConfirmationRequest body, OfficerAccessor officers, DeskBook desks, NoticeOptions options) =>
        FeedKeyFault(officers) is { } refused ? refused
        : MailConfirmation.Confirm(desks, Id(officers), body.Code, options.Clock.GetUtcNow()) ? TypedResults.Ok(Answer(officers, desks, options))
        : Problems.Faults([new Fault("code", "notices.code", "expected the code of the latest link, sent to the address you chose within the last seven days, found another")]);

    private static NoticeSettingsAnswer Answer(OfficerAccessor officers, DeskBook desks, NoticeOptions options)
    {
        var settings = NoticeSettings.Of(desks, Id(officers));
        return NoticeSettingsAnswer.Of(settings, MailConfirmation.IsConfirmed(desks, Id(officers), settings.Mail), WebhookKeys.Of(desks, Id(officers)), options);
    }

    private static string Id(OfficerAccessor officers) => officers.Sight.Caller!.Officer;

    // A token limited to less than its officer may read does not have more sent elsewhere.
    private static ProblemHttpResult? FeedKeyFault(OfficerAccessor officers) => Dates.FeedKeys.MayHave(officers.Sight)
        ? null
        : Problems.One(StatusCodes.Status403Forbidden, "This token is limited", "notices.token", "expected a session, or a token that reads wherever its officer may");
}

/// <param name="New">How many were not seen, listed here or not.</param>
/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record NoticesAnswer(int New, ValueList<NoticeAnswer> Notices, string? Next);

/// <param name="Kind"><c>turn</c>, <c>date</c>, <c>record.fork</c> or a concern as <c>standstill.allegation</c>.</param>
/// <param name="New">True until it was marked as seen.</param>
public sealed record NoticeAnswer(string Id, string Kind, string What, ChannelId Channel, string? Track, string Title, DateOnly Since, DateOnly? Until, string Page, bool New)
{
    public static NoticeAnswer Of(Notice n, bool isNew) => new(
        n.Id, n.Kind, n.What, n.Channel, n.Track.Length > 0 ? n.Track : null, n.Title, n.Since, n.Until, $"/c/{n.Channel}/{n.Page}", isNew);
}

/// <param name="When"><c>off</c>, <c>at-once</c> or <c>digest</c>.</param>
/// <param name="Tracks">Null for every track.</param>
public sealed record NoticeSettingsRequest(string? Mail, string? When, int? Hour, string? Zone, string? Webhook, IReadOnlyList<string>? Tracks, string? Language)
{
    public (NoticeSettings Settings, IReadOnlyList<Fault> Faults) Read(ValueList<string> tracks, NoticeOptions options)
    {
        var known = WhenWords.TryGetValue(When ?? "off", out var when);
        var settings = new NoticeSettings(Mail?.Trim(), when, Hour ?? 8, Zone ?? "Etc/UTC", Webhook?.Trim(), Tracks?.ToValueList(), Language ?? "en");
        return (settings, [.. known ? [] : new[] { new Fault("when", "notices.when", $"expected one of {string.Join(", ", WhenWords.Keys)}, found {When}") }, .. settings.Faults(tracks, options.PrivateWebhooks)]);
    }

    public static IReadOnlyDictionary<string, MailWhen> WhenWords { get; } =
        new SortedDictionary<string, MailWhen>(StringComparer.Ordinal) { ["at-once"] = MailWhen.AtOnce, ["digest"] = MailWhen.Digest, ["off"] = MailWhen.Off };
}

/// <param name="Code">Of the link.</param>
public sealed record ConfirmationRequest(string? Code);

/// <param name="Confirmed">Whether the address is confirmed: nothing is sent to it before.</param>
/// <param name="WebhookKey">The key of the signature.</param>
/// <param name="SendsMail">Whether a mail server is set up on this node; <paramref name="SendsWebhooks"/> whether anything is sent at all.</param>
public sealed record NoticeSettingsAnswer(
    string? Mail, bool Confirmed, string When, int Hour, string Zone, string? Webhook, ValueList<string>? Tracks, string Language, string WebhookKey, bool SendsMail, bool SendsWebhooks)
{
    public static NoticeSettingsAnswer Of(NoticeSettings s, bool confirmed, string key, NoticeOptions options) => new(
        s.Mail, confirmed, NoticeSettingsRequest.WhenWords.First(w => w.Value == s.When).Key, s.Hour, s.Zone, s.Webhook, s.Tracks, s.Language, key, options is { Mail: not null, Address: not null }, options.Address is not null);
}
