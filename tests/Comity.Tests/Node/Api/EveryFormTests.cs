using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Tests.Node.Accounts;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Api;

/// <summary>Every action of a page is an endpoint: each form that a page holds, and each address that takes one, names what does the same for a program.</summary>
public sealed class EveryFormTests
{
    private const string Channel = "/api/v1/channels/{channel}";

    private static readonly Dictionary<string, string[]> Endpoints = new(StringComparer.Ordinal)
    {
        ["/c/{channel}/room/read"] = [$"POST {Channel}/seen"],
        ["/c/{channel}/reads/{id}"] = ["GET /api/v1/statements/{id}"],
        ["/notices/seen"] = ["POST /api/v1/notices/seen"],
        ["/sign-in/password"] = ["POST /api/v1/sessions"],
        ["/sign-out"] = ["DELETE /api/v1/me/session"],
        ["/account/passkeys/remove"] = ["DELETE /api/v1/me/passkeys/{passkey}"],
        ["/account/sessions/end"] = ["DELETE /api/v1/me/sessions/{session}"],
        ["/account/sessions/end-all"] = ["DELETE /api/v1/me/sessions"],
        ["/account/tokens/revoke"] = ["DELETE /api/v1/me/tokens/{id}"],
    };

    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["RecordActPage"] = [$"POST {Channel}/disputes/acts", $"POST {Channel}/disputes/measures", $"POST {Channel}/drafts"],
        ["AnswerForm"] = [$"POST {Channel}/disputes/acts/{{id}}/answers"],
        ["TranslateForm"] = [$"POST {Channel}/disputes/translations"],
        ["ReplyForm"] = [$"POST {Channel}/disputes/acts/{{id}}/accounts"],
        ["WithdrawForm"] = [$"POST {Channel}/disputes/links/withdrawals"],
        ["AssertForm"] = [$"POST {Channel}/disputes/links"],
        ["AffirmForm"] = [$"POST {Channel}/disputes/acts/{{id}}/affirmations"],
        ["DenyForm"] = [$"POST {Channel}/disputes/links/denials"],
        ["ImportStart read"] = [$"POST {Channel}/disputes/imports"],
        ["ImportPreview map"] = [$"POST {Channel}/disputes/imports"],
        ["ImportPreview sign"] = [$"POST {Channel}/disputes/imports"],    // "keep" makes drafts
        ["ImportProgress sign"] = [$"POST {Channel}/disputes/imports"],
        ["ImportProgress halt"] = [$"POST {Channel}/disputes/imports"],    // whoever asks goes away
        ["SayPage"] = [$"POST {Channel}/standstill/{{act}}"],
        ["CurvePage weights"] = [$"POST {Channel}/curve-weights"],
        ["StatementPage verify"] = ["GET /api/v1/statements/{id}", "GET /api/v1/statements/{id}/proof"],
        ["PublishPage publish"] = ["POST /api/v1/statements/{id}/publication", "POST /api/v1/statements/{id}/publication/approval", "DELETE /api/v1/statements/{id}/publication"],
        ["DeclareForm"] = [$"POST {Channel}/fork-declarations"],
        ["RosterForm make-key"] = ["POST /api/v1/keys/node-keys"],
        ["RosterForm hand-roster"] = ["POST /api/v1/keys/rosters"],
        ["RepinPanel propose-repin"] = ["POST /api/v1/keys/repins"],
        ["RepinPanel repin"] = ["POST /api/v1/keys/repins/{proposal}/acceptance", "POST /api/v1/keys/repins/{proposal}/veto", "POST /api/v1/keys/repins/{proposal}/closing"],
        ["NoticeSettingsPage notices"] = ["POST /api/v1/me/notices"],
        ["NoticeConfirmPage confirm"] = ["POST /api/v1/me/notices/confirmation"],
        ["PassingItemPage passing"] =
        [
            $"POST {Channel}/passing/{{id}}/right", $"POST {Channel}/passing/{{id}}/requests", $"POST {Channel}/passing/{{id}}/leaves", $"POST {Channel}/passing/{{id}}/refusals",
            $"POST {Channel}/passing/{{id}}/passages", $"POST {Channel}/reads/{{id}}",
        ],
        ["EvidencePage evidence"] = [$"POST {Channel}/evidence/{{id}}", $"POST {Channel}/blobs/{{blob}}/forgetting"],
        ["AnswersPage answers"] = [$"POST {Channel}/answers"],
        ["QuestionSheet answers"] = [$"POST {Channel}/answers/{{id}}", $"POST {Channel}/answers/{{id}}/closing", "GET /api/v1/search"],
        ["TermsPage terms"] = [$"POST {Channel}/terms"],
        ["PressPage press"] = [$"POST {Channel}/press-line"],
        ["EditModelPage model"] = ["POST /api/v1/strategy/{channel}/models", "POST /api/v1/strategy/{channel}/check"],
        ["HomePage home"] = ["POST /api/v1/strategy/{channel}/models/{id}/home"],
        ["ShareModelPage share"] = ["POST /api/v1/strategy/{channel}/models/{id}/share", $"POST {Channel}/drafts"],
        ["WithdrawModelPage withdraw"] = ["POST /api/v1/strategy/{channel}/models/{id}/withdraw"],
        ["SolvePanel solve"] = ["POST /api/v1/strategy/{channel}/models/{id}/solve"],
        ["SolvePanel cancel"] = ["DELETE /api/v1/strategy/{channel}/models/{id}/solve"],
        ["DraftNewPage"] = [$"POST {Channel}/drafts"],
        ["DraftEditPage"] = [$"POST {Channel}/drafts/{{id}}/versions"],
        ["CommentForm"] = [$"POST {Channel}/drafts/{{id}}/comments"],
        ["AskClearanceForm"] = [$"POST {Channel}/drafts/{{id}}/clearances"],
        ["AnswerClearanceForm"] = [$"POST {Channel}/drafts/{{id}}/clearances/{{clearance}}/answers"],
        ["TakeBackForm"] = [$"POST {Channel}/drafts/{{id}}/clearances/{{clearance}}/withdrawal"],
        ["ReleaseForm"] = [$"POST {Channel}/drafts/{{id}}/releases"],
        ["ApproveForm"] = [$"POST {Channel}/drafts/{{id}}/releases/{{release}}/approval"],
        ["StopForm"] = [$"POST {Channel}/drafts/{{id}}/releases/{{release}}/stop"],
        ["WithdrawDraftForm"] = [$"POST {Channel}/drafts/{{id}}/withdrawal"],
        ["MandatesPage give"] = ["POST /api/v1/mandates", "POST /api/v1/mandates/{mandate}/changes"],
        ["MandatesPage withdraw"] = ["POST /api/v1/mandates/{mandate}/withdrawal"],
        ["AccountsPage make"] = ["POST /api/v1/accounts"],
        ["AccountsPage change"] =
        [
            "POST /api/v1/accounts/{id}/link", "POST /api/v1/accounts/{id}/close", "POST /api/v1/accounts/{id}/open", "POST /api/v1/accounts/{id}/administrator", "DELETE /api/v1/accounts/{id}/administrator",
        ],
        ["TokensPanel token"] = ["POST /api/v1/me/tokens"],
        ["SetUpPage password"] = ["POST /api/v1/me/password", "GET /api/v1/me/authenticator"],
        ["RecoveryCodesPage recovery"] = ["POST /api/v1/me/recovery-codes"],
        ["EnrolPage enrol"] = ["POST /api/v1/enrolments"],
    };

    // What has no endpoint, and why not.
    private static readonly Dictionary<string, string> Without = new(StringComparer.Ordinal)
    {
        ["/sign-in/passkey"] = "WebAuthn: an authenticator answers a browser alone",
        ["/sign-in/passkey/options"] = "WebAuthn: an authenticator answers a browser alone",
        ["/account/passkeys"] = "WebAuthn: an authenticator answers a browser alone",
        ["/account/passkeys/options"] = "WebAuthn: an authenticator answers a browser alone",
        ["/account/passkeys/statement"] = "WebAuthn: an authenticator answers a browser alone; GET /api/v1/statements/{id}/passkeys reads what it signed",
        ["/sign-in/provider"] = "OpenID Connect leads a browser to the provider and back",
        ["/account/provider"] = "OpenID Connect leads a browser to the provider and back",
        ["/preferences/language"] = "a cookie of one browser; a program asks with Accept-Language",
        ["/preferences/theme"] = "a cookie of one browser",
        ["/sign-in/as"] = "the demo's picking of an officer, closed on a working node; a program brings the token of demo.json",
        ["DemoBar"] = "the demo's own clock, at no working node; it is no act of a member",
    };

    [Fact]
    public async Task Every_form_of_a_page_has_an_endpoint_that_does_the_same()
    {
        await using var house = await House.OpenAsync();
        using var anonymous = house.Browser();
        var described = JsonNode.Parse(await anonymous.GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).ToHashSet(StringComparer.Ordinal);
        var routes = house.Three[Arda].Endpoints.OfType<RouteEndpoint>().ToList();

        var posted = routes.Where(r => r.Metadata.GetMetadata<ComponentTypeMetadata>() is null && r.DisplayName?.StartsWith("Blazor ", StringComparison.Ordinal) != true && Takes(r, "POST")).Select(Pattern)
            .Where(p => !p.StartsWith("/api/", StringComparison.Ordinal) && !p.StartsWith("/sync/", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var shown = routes.Select(r => r.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Name).OfType<string>().Distinct().SelectMany(PageForms.Shown).Concat(PageForms.Shown("MainLayout")).ToHashSet(StringComparer.Ordinal);
        Assert.True(posted.Count > 15 && PageForms.All.Count > 55, $"found {posted.Count} addresses and {PageForms.All.Count} forms: are the sources read?");

        var own = PageForms.All.Where(f => f.Action is null).Select(f => f.Key).Distinct(StringComparer.Ordinal).ToList();
        Same("name an endpoint, or the reason why there is none, for", own.Concat(posted), [.. Forms.Keys, .. Endpoints.Keys, .. Without.Keys]);
        Same("no page shows", PageForms.All.Where(f => !shown.Contains(f.Component)).Select(f => f.Key), []);
        Same("no such form or address: take away", Forms.Keys.Concat(Endpoints.Keys).Concat(Without.Keys), [.. own, .. posted]);
        Same("nothing takes what is posted by", PageForms.All.Where(f => f.Action is not null && !posted.Any(p => Regex.IsMatch(Address(f.Action), "^" + Regex.Replace(p, @"\{[^}]+\}", "[^/]+") + "$"))).Select(f => f.Key), []);
        Same("the description knows no", Forms.Values.Concat(Endpoints.Values).SelectMany(o => o).Distinct(StringComparer.Ordinal), described);
    }

    private static void Same(string fault, IEnumerable<string> found, IReadOnlyCollection<string> known) =>
        Assert.True(found.All(known.Contains), $"{fault}: {string.Join("; ", found.Where(f => !known.Contains(f)))}");

    private static bool Takes(RouteEndpoint route, string method) => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) ?? false;

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    // What Razor fills in is one part of the address.
    private static string Address(string action) => Regex.Replace(action, @"@[A-Za-z_.]+|\{[^}]+\}", "x");
}
