using System.Net;
using System.Net.Http.Headers;
using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Routing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Accounts;

/// <summary>Every page and endpoint × every role and reach: who is let through, and that nothing of what is not opened shows anywhere.</summary>
/// <remarks>The rows below are written by hand, apart from what the code declares: one that is missing, or that the code contradicts, fails.</remarks>
public sealed class MatrixTests
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);
    private static readonly ChannelId Own = ChannelId.Of(Arda);
    private static readonly ChannelId[] Channels = [ChannelId.Plenary, Pair, Own, ChannelId.Public];

    // What whoever looks needs, and whoever posts. "-": there is nothing to look at, or to post to.
    private static readonly Dictionary<string, (string Get, string Post)> Rows = new(StringComparer.Ordinal)
    {
        ["/"] = ("read", "read"),
        ["/c/{Channel}/room"] = ("read", "read"),
        ["/c/{Channel}/disputes"] = ("read", "read"),
        ["/c/{Channel}/disputes/acts/{Id}"] = ("read", "write"),
        ["/c/{Channel}/disputes/record-act"] = ("read", "write"),
        ["/c/{Channel}/disputes/import"] = ("read", "write"),
        ["/c/{Channel}/disputes/import/{Id}"] = ("read", "write"),
        ["/c/{Channel}/disputes/about-us"] = ("read", "read"),
        ["/c/{Channel}/standstill"] = ("read", "read"),
        ["/c/{Channel}/standstill/{Id}"] = ("read", "read"),
        ["/c/{Channel}/standstill/curve"] = ("read", "say"),
        ["/c/{Channel}/standstill/say/{Act}"] = ("read", "write"),
        ["/c/{channel}/standstill/{id}/steps.csv"] = ("read", "-"),
        ["/c/{channel}/standstill/{id}/inventory.csv"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill/{id}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill/{id}/terms"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill/{id}/steps"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill/{id}/allegations"] = ("read", "-"),
        ["/api/v1/channels/{channel}/standstill/{act}"] = ("-", "say"),
        ["/c/{Channel}/record"] = ("read", "say"),
        ["/c/{Channel}/record/statements/{Id}"] = ("read", "read"),
        ["/c/{Channel}/record/statements/{Id}/publish"] = ("read", "say"),
        ["/c/{Channel}/record/journals/{Member}"] = ("read", "read"),
        ["/c/{Channel}/strategy"] = ("read", "read"),
        ["/c/{Channel}/strategy/new"] = ("read", "write"),
        ["/c/{Channel}/strategy/models/{Id}"] = ("read", "read"),
        ["/c/{Channel}/strategy/models/{Id}/edit"] = ("read", "write"),
        ["/c/{Channel}/strategy/models/{Id}/home"] = ("read", "write"),
        ["/c/{Channel}/strategy/models/{Id}/share"] = ("read", "write"),
        ["/c/{Channel}/strategy/models/{Id}/withdraw"] = ("read", "write"),
        ["/sign-in"] = ("open", "open"),
        ["/enrol"] = ("open", "open"),
        ["/problem/{Code:int}"] = ("open", "open"),
        ["/account"] = ("person", "person"),
        ["/account/set-up"] = ("person", "person"),
        ["/account/recovery-codes"] = ("person", "person"),
        ["/accounts"] = ("accounts", "accounts"),
        ["/mandates"] = ("see-mandates", "give-mandates"),
        ["/public"] = ("open", "-"),
        ["/sign-in/as"] = ("-", "open"),
        ["/sign-in/password"] = ("-", "open"),
        ["/sign-in/passkey"] = ("-", "open"),
        ["/sign-in/passkey/options"] = ("-", "open"),
        ["/sign-in/provider"] = ("-", "open"),
        ["/sign-out"] = ("-", "open"),
        ["/account/provider"] = ("-", "person"),
        ["/account/passkeys"] = ("-", "person"),
        ["/account/passkeys/options"] = ("-", "person"),
        ["/account/passkeys/statement"] = ("-", "person"),
        ["/account/passkeys/remove"] = ("-", "person"),
        ["/account/sessions/end"] = ("-", "person"),
        ["/account/sessions/end-all"] = ("-", "person"),
        ["/account/tokens/revoke"] = ("-", "person"),
        ["/preferences/language"] = ("-", "open"),
        ["/preferences/theme"] = ("-", "open"),
        ["/c/{channel}/disputes/acts.csv"] = ("read", "-"),
        ["/c/{channel}/disputes/ledger.csv"] = ("read", "-"),
        ["/c/{channel}/disputes/dossier"] = ("read", "-"),
        ["/c/{channel}/disputes/as-recorded.csv"] = ("read", "-"),
        ["/c/{channel}/disputes/chains.csv"] = ("read", "-"),
        ["/c/{channel}/room/read"] = ("-", "read"),
        ["/live/{channel}"] = ("read", "-"),
        ["/healthz"] = ("open", "-"),
        ["/openapi/{documentName}.json"] = ("open", "-"),
        ["/metrics"] = ("elsewhere", "-"),
        ["/sync/v1/heads"] = ("elsewhere", "-"),
        ["/sync/v1/journals/{channel}/{member}"] = ("elsewhere", "-"),
        ["/sync/v1/branches/{channel}/{member}"] = ("elsewhere", "-"),
        ["/sync/v1/evidence"] = ("elsewhere", "-"),
        ["/sync/v1/knock"] = ("elsewhere", "-"),
        ["/api/v1/me"] = ("person", "-"),
        ["/api/v1/me/tokens"] = ("-", "session"),
        ["/api/v1/me/tokens/{id}"] = ("-", "person"),
        ["/api/v1/me/ways"] = ("session", "-"),
        ["/api/v1/me/authenticator"] = ("session", "-"),
        ["/api/v1/me/password"] = ("-", "session"),
        ["/api/v1/me/recovery-codes"] = ("-", "session"),
        ["/api/v1/me/passkeys/{passkey}"] = ("-", "session"),
        ["/api/v1/me/session"] = ("-", "session"),
        ["/api/v1/me/sessions"] = ("session", "session"),
        ["/api/v1/me/sessions/{session}"] = ("-", "session"),
        ["/api/v1/sessions"] = ("-", "open"),
        ["/api/v1/enrolments"] = ("-", "open"),
        ["/api/v1/mandates"] = ("see-mandates", "give-mandates"),
        ["/api/v1/mandates/{mandate}/changes"] = ("-", "give-mandates"),
        ["/api/v1/mandates/{mandate}/withdrawal"] = ("-", "give-mandates"),
        ["/api/v1/channels/{channel}/curve-weights"] = ("read", "say"),
        ["/api/v1/statements/{id}/passkeys"] = ("read", "-"),
        ["/api/v1/accounts"] = ("accounts", "accounts"),
        ["/api/v1/accounts/{id}/link"] = ("-", "accounts"),
        ["/api/v1/accounts/{id}/close"] = ("-", "accounts"),
        ["/api/v1/accounts/{id}/open"] = ("-", "accounts"),
        ["/api/v1/accounts/{id}/administrator"] = ("-", "accounts"),
        ["/api/v1/channels"] = ("read", "-"),
        ["/api/v1/members"] = ("read", "-"),
        ["/api/v1/channels/{channel}/statements"] = ("read", "say"),
        ["/api/v1/statements/{id}"] = ("read", "-"),
        ["/api/v1/statements/{id}/proof"] = ("read", "-"),
        ["/api/v1/statements/{id}/holders"] = ("read", "-"),
        ["/api/v1/statements/{id}/audience"] = ("read", "-"),
        ["/api/v1/evidence/{id}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/forks"] = ("read", "-"),
        ["/api/v1/channels/{channel}/branches/{member}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/fork-declarations"] = ("-", "say"),
        ["/api/v1/channels/{channel}/picture"] = ("read", "-"),
        ["/api/v1/channels/{channel}/disputes/acts"] = ("read", "say"),
        ["/api/v1/channels/{channel}/disputes/acts/{id}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/disputes/ledger"] = ("read", "-"),
        ["/api/v1/channels/{channel}/disputes/chains"] = ("read", "-"),
        ["/api/v1/channels/{channel}/disputes/links"] = ("read", "say"),
        ["/api/v1/channels/{channel}/disputes/acts/{id}/accounts"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/acts/{id}/affirmations"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/acts/{id}/answers"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/links/denials"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/links/withdrawals"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/measures"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/measures/{id}/stages"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/translations"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/dossier"] = ("read", "-"),
        ["/api/v1/channels/{channel}/disputes/imports"] = ("-", "say"),
        ["/api/v1/channels/{channel}/disputes/as-recorded.csv"] = ("read", "-"),
        ["/api/v1/keys"] = ("read", "-"),
        ["/api/v1/keys/request"] = ("read", "-"),
        ["/api/v1/keys/node-keys"] = ("-", "say"),
        ["/api/v1/keys/rosters"] = ("-", "say"),
        ["/api/v1/keys/repins"] = ("read", "say"),
        ["/api/v1/keys/repins/{proposal}/acceptance"] = ("-", "say"),
        ["/api/v1/keys/repins/{proposal}/veto"] = ("-", "say"),
        ["/api/v1/keys/repins/{proposal}/closing"] = ("-", "say"),
        ["/c/{Channel}/record/keys"] = ("read", "say"),
        ["/c/{Channel}/record/branches/{Member}/{Size:long}/{Root}"] = ("read", "read"),
        ["/c/{Channel}/search"] = ("read", "read"),
        ["/c/{Channel}/dates"] = ("read", "read"),
        ["/api/v1/dates"] = ("read", "-"),
        ["/api/v1/turns"] = ("read", "-"),
        ["/api/v1/me/feed-key"] = ("-", "person"),
        ["/api/v1/channels/{channel}/calendar.ics"] = ("elsewhere", "-"),
        ["/api/v1/publications/planned"] = ("read", "-"),
        ["/api/v1/statements/{id}/publication"] = ("-", "say"),
        ["/api/v1/statements/{id}/publication/approval"] = ("-", "say"),
        ["/public/texts"] = ("open", "open"),
        ["/public/texts/{Id}"] = ("open", "open"),
        ["/public/verify/{Id}"] = ("open", "open"),
        ["/public/feed.atom"] = ("open", "-"),
        ["/public/texts/{id}/statement.jws"] = ("open", "-"),
        ["/public/texts/{id}/publication.jws"] = ("open", "-"),
        ["/public/texts/{id}/proof.comity"] = ("open", "-"),
        ["/robots.txt"] = ("open", "-"),
        ["/c/{Channel}/press"] = ("read", "read"),
        ["/c/{Channel}/press/terms"] = ("read", "say"),
        ["/c/{channel}/press/terms.csv"] = ("read", "-"),
        ["/api/v1/channels/{channel}/terms"] = ("read", "say"),
        ["/api/v1/channels/{channel}/press-line"] = ("-", "read"),
        ["/c/{Channel}/drafts"] = ("read", "read"),
        ["/c/{Channel}/drafts/new"] = ("read", "say"),
        ["/c/{Channel}/drafts/{Id}"] = ("read", "say"),
        ["/c/{Channel}/drafts/{Id}/edit"] = ("read", "say"),
        ["/c/{Channel}/drafts/{Id}/release"] = ("read", "say"),
        ["/api/v1/channels/{channel}/drafts"] = ("read", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/drafts/{id}/changes"] = ("read", "-"),
        ["/api/v1/channels/{channel}/drafts/{id}/versions"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/comments"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/clearances"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/clearances/{clearance}/answers"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/clearances/{clearance}/withdrawal"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/releases"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/releases/{release}/approval"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/releases/{release}/stop"] = ("-", "say"),
        ["/api/v1/channels/{channel}/drafts/{id}/withdrawal"] = ("-", "say"),
        ["/c/{Channel}/passing"] = ("read", "read"),
        ["/c/{Channel}/passing/{Id}"] = ("read", "say"),
        ["/api/v1/channels/{channel}/passing"] = ("read", "-"),
        ["/api/v1/channels/{channel}/passing/{id}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/passing/{id}/right"] = ("-", "say"),
        ["/api/v1/channels/{channel}/passing/{id}/requests"] = ("-", "say"),
        ["/api/v1/channels/{channel}/passing/{id}/leaves"] = ("-", "say"),
        ["/api/v1/channels/{channel}/passing/{id}/refusals"] = ("-", "say"),
        ["/api/v1/channels/{channel}/passing/{id}/passages"] = ("-", "say"),
        ["/c/{channel}/reads/{id}"] = ("-", "read"),
        ["/api/v1/channels/{channel}/reads/{id}"] = ("read", "say"),
        ["/c/{Channel}/evidence/{Id}"] = ("read", "say"),
        ["/c/{channel}/evidence/{id}/{blob}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/evidence/{id}"] = ("read", "say"),
        ["/api/v1/channels/{channel}/blobs/{blob}"] = ("read", "-"),
        ["/api/v1/channels/{channel}/blobs/{blob}/forgetting"] = ("-", "say"),
        ["/sync/v1/blobs/{channel}/{id}"] = ("elsewhere", "-"),
        ["/c/{Channel}/since"] = ("read", "read"),
        ["/api/v1/channels/{channel}/since"] = ("read", "-"),
        ["/api/v1/channels/{channel}/seen"] = ("-", "read"),
        ["/c/{Channel}/brief"] = ("read", "read"),
        ["/api/v1/channels/{channel}/brief"] = ("read", "-"),
        ["/notices"] = ("read", "read"),
        ["/notices/settings"] = ("read", "read"),
        ["/notices/confirm"] = ("read", "read"),
        ["/api/v1/me/notices/confirmation"] = ("-", "read"),
        ["/notices/seen"] = ("-", "read"),
        ["/api/v1/notices"] = ("read", "-"),
        ["/api/v1/notices/seen"] = ("-", "read"),
        ["/api/v1/me/notices"] = ("read", "read"),
        ["/go"] = ("read", "read"),
        ["/c/{Channel}/go"] = ("read", "read"),
        ["/help/keys"] = ("open", "open"),
        ["/c/{Channel}/press/answers"] = ("read", "say"),
        ["/api/v1/channels/{channel}/answers"] = ("read", "say"),
        ["/api/v1/channels/{channel}/answers/{id}"] = ("-", "say"),
        ["/api/v1/channels/{channel}/answers/{id}/closing"] = ("-", "say"),
        ["/api/v1/search"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/models"] = ("read", "write"),
        ["/api/v1/strategy/{channel}/models/{id}"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/models/{id}/case"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/illustration"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/check"] = ("-", "read"),
        ["/api/v1/strategy/{channel}/models/{id}/share"] = ("-", "write"),
        ["/api/v1/strategy/{channel}/models/{id}/home"] = ("read", "write"),
        ["/api/v1/strategy/{channel}/models/{id}/withdraw"] = ("-", "write"),
        ["/api/v1/strategy/{channel}/models/{id}/solve"] = ("-", "read"),
        ["/api/v1/strategy/{channel}/models/{id}/solution"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/models/{id}/ways"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/models/{id}/needed"] = ("read", "-"),
        ["/api/v1/strategy/{channel}/models/{id}/why"] = ("read", "-"),
    };

    private static readonly string[] TakesJson = ["/sign-in/passkey", "/account/passkeys", "/account/passkeys/statement"];

    [Fact]
    public async Task Exactly_those_whose_mandate_opens_it_are_let_through_and_nothing_else_shows()
    {
        await using var house = await House.OpenAsync();
        var secrets = await SecretsAsync(house);
        var actors = await ActorsAsync(house);
        var routes = Routes(house);
        Assert.True(routes.All(r => Rows.ContainsKey(r.Pattern)), "add a row to the matrix: " + string.Join("; ", routes.Where(r => !Rows.ContainsKey(r.Pattern)).Select(r => r.Pattern).Distinct()));
        var wrong = new List<string>();
        foreach (var actor in actors)
        {
            foreach (var (pattern, method) in routes)
            {
                foreach (var (path, channel) in Paths(pattern, secrets))
                {
                    await TryAsync(actor, pattern, method, path, channel, secrets, wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)) + $"\n{wrong.Count} in all");
    }

    private static async Task TryAsync(Actor actor, string pattern, string method, string path, ChannelId? channel, IReadOnlyList<Secret> secrets, List<string> wrong)
    {
        var need = method == "GET" ? Rows[pattern].Get : Rows[pattern].Post;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
        {
            request.Content = path.StartsWith("/api", StringComparison.Ordinal) || TakesJson.Contains(pattern) ? new StringContent("{}", new MediaTypeHeaderValue("application/json")) : new FormUrlEncodedContent([]);
        }

        var client = path.StartsWith("/api", StringComparison.Ordinal) ? actor.Api : actor.Browser;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (need != "elsewhere" && actor.May(need, channel, path) == IsRefused(answer))
        {
            wrong.Add($"{actor.Name} {method} {path}: expected {(actor.May(need, channel, path) ? "to be let through" : "to be refused")}, found {(int)answer.StatusCode} {answer.Headers.Location}");
        }

        var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        wrong.AddRange(secrets.Where(s => !actor.Sees(s) && (text.Contains(s.Word, StringComparison.Ordinal) || (!path.Contains(s.Id, StringComparison.Ordinal) && text.Contains(s.Id, StringComparison.Ordinal))))
            .Select(s => $"{actor.Name} {method} {path}: shows {s.Word} of {s.Channel} on {s.Track}"));
    }

    private static bool IsRefused(HttpResponseMessage answer) => answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.OriginalString is { } to
            && (to.Contains("/sign-in?", StringComparison.Ordinal) || (to == "/account" && answer.RequestMessage!.RequestUri!.AbsolutePath == "/")));

    private static List<(string Pattern, string Method)> Routes(House house) =>
    [
        .. house.Three[Arda].Endpoints.OfType<RouteEndpoint>().Where(e => e.DisplayName?.StartsWith("Blazor ", StringComparison.Ordinal) != true)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(m => m != "HEAD").Select(m => ("/" + e.RoutePattern.RawText!.Trim('/'), m))).Distinct(),
    ];

    private static IEnumerable<(string Path, ChannelId? Channel)> Paths(string pattern, IReadOnlyList<Secret> secrets)
    {
        IEnumerable<(string Path, ChannelId? Channel)> paths = pattern.Contains("{channel}", StringComparison.OrdinalIgnoreCase)
            ? Channels.Select(c => (pattern.Replace("{channel}", c.ToString(), StringComparison.OrdinalIgnoreCase), (ChannelId?)c))
            : [(pattern, null)];
        paths = paths.Select(p => (p.Path.Replace("{member}", "arda", StringComparison.OrdinalIgnoreCase).Replace("{Code:int}", "404", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{Size:long}", "1", StringComparison.Ordinal).Replace("{Root}", new string('A', 43), StringComparison.Ordinal), p.Channel));
        return pattern.Contains("{id}", StringComparison.OrdinalIgnoreCase)
            ? paths.SelectMany(p => secrets.Where(s => p.Channel is null || s.Channel == p.Channel).Select(s => (p.Path.Replace("{id}", s.Id, StringComparison.OrdinalIgnoreCase), p.Channel)))
            : paths;
    }

    private static async Task<List<Secret>> SecretsAsync(House house)
    {
        var said = new List<Secret>();
        foreach (var (channel, track) in Channels.Where(c => !c.IsPublic).Select(c => (c, "economy")).Append((ChannelId.Plenary, "history")))
        {
            var word = $"Secret{said.Count}of{channel.ToString().Replace('+', 'x')}";
            var answer = await house.Room.SayAsync(channel, Act(Arda, word), track, null, [], Desk, default);
            said.Add(new(Assert.IsType<SayResult.Said>(answer).Id.ToString(), word, channel, track));
        }

        return said;
    }

    private static async Task<List<Actor>> ActorsAsync(House house)
    {
        var actors = new List<Actor>
        {
            new("visitor", house.Browser(), house.Browser(), null, null, null, false),
            new("another party's token", house.Browser(), house.Api(Token(Bera)), null, null, null, false),
        };
        foreach (var (name, role, channels, tracks) in new (string, MandateRole?, ChannelId[]?, string[]?)[]
        {
            ("same party, no mandate", null, null, null),
            ("administrator", null, null, null),
            ("drafter", MandateRole.Drafter, null, null),
            ("officer", MandateRole.Officer, null, null),
            ("releaser", MandateRole.Releaser, null, null),
            ("head", MandateRole.Head, null, null),
            ("auditor", MandateRole.Auditor, null, null),
            ("officer in plenary", MandateRole.Officer, [ChannelId.Plenary], null),
            ("auditor of the pair", MandateRole.Auditor, [Pair], null),
            ("officer of the economy", MandateRole.Officer, [ChannelId.Plenary, Pair], ["economy"]),
        })
        {
            var administers = name == "administrator";
            var person = await house.PersonAsync(name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal), administers);
            var token = await house.TokenAsync(person, administers ? ["read", "draft", "release", "administer-accounts"] : ["read", "draft", "release"]);
            if (role is { } given)
            {
                await house.MandateAsync(person.Officer, given, channels, tracks);
            }

            actors.Add(new(name, person.Browser, house.Api(token), role, channels, tracks, administers));
        }

        return actors;
    }

    private sealed record Secret(string Id, string Word, ChannelId Channel, string Track);

    /// <summary>Whoever asks, and a model of what they may, written apart from the code it tests.</summary>
    private sealed record Actor(string Name, HttpClient Browser, HttpClient Api, MandateRole? Role, ChannelId[]? Channels, string[]? Tracks, bool Administers)
    {
        private bool IsStranger => Name is "visitor" or "another party's token";

        public bool Sees(Secret secret) => Reaches(secret.Channel) && (Tracks is null || Tracks.Contains(secret.Track));

        public bool May(string need, ChannelId? channel, string path) => need switch
        {
            "open" => true,
            _ when IsStranger => need == "read" && channel is { IsPublic: true } && !path.StartsWith("/api", StringComparison.Ordinal),
            "person" => true,
            "read" => Reads(channel),
            "write" => Reads(channel) && Role is not (null or MandateRole.Auditor),
            "say" => Reaches(channel ?? ChannelId.Plenary) && Role is not (null or MandateRole.Auditor) && (Role != MandateRole.Drafter || channel == Own),
            // Mandates are seen and given by a person's session, not by a token.
            "see-mandates" => Role is (MandateRole.Head or MandateRole.Auditor) && !path.StartsWith("/api", StringComparison.Ordinal),
            "give-mandates" => Role is MandateRole.Head && !path.StartsWith("/api", StringComparison.Ordinal),

            // Every request to the API here comes with a token.
            "session" => false,
            "accounts" => Administers,
            _ => false,
        };

        private bool Reads(ChannelId? channel) => channel is { } named ? named.IsPublic || Reaches(named) : Role is not null;

        private bool Reaches(ChannelId channel) => Role is not null && (Channels is null || Channels.Contains(channel));
    }
}
