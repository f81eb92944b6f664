using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Accounts;

/// <summary>Arda's node as a working one: nobody is picked, everybody has an account and came in by a link.</summary>
internal sealed partial class House : IAsyncDisposable
{
    public const string Password = "a long enough password";

    private static readonly DateOnly Day = DateOnly.FromDateTime(FixedClock.Start.DateTime);

    private readonly List<HttpClient> _browsers = [];
    private readonly string _adminCode;

    private House(ThreeNodes three, string adminCode) => (Three, _adminCode) = (three, adminCode);

    public ThreeNodes Three { get; }

    /// <summary>The first administrator's link, unused.</summary>
    public string AdminCode => _adminCode;

    public RoomNode Room => Three[Arda].Room;

    public Uri Address => new($"http://127.0.0.1:{Three.PortOf(Arda)}");

    /// <summary>Founded, with a first administrator who has not come yet, and the head that the test speaks for.</summary>
    public static async Task<House> OpenAsync(AccountsOptions? options = null, Func<NodeOptions, NodeOptions>? change = null, bool assets = false, ValueList<string>? twoPersons = null)
    {
        var three = await FoundedAsync(twoPersons: twoPersons);
        await three.StopAsync(Arda);
        var (_, code) = await AccountStore.AddAsync(three.FolderOf(Arda), "admin", "First Administrator", administers: true);
        await three.StartAsync(Arda, o => (change ?? (same => same))(o with { Accounts = options ?? new AccountsOptions(), OfficersArePicked = false }), assets);
        await Until(three[Arda], () => three[Arda].Record.Guard.Health.Hold == SigningHold.None);
        return new(three, code);
    }

    /// <summary>A browser of its own: cookies kept, redirects not followed.</summary>
    public HttpClient Browser(CookieContainer? cookies = null)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Address };
        _browsers.Add(browser);
        return browser;
    }

    public Task<Person> AdminAsync() => EnrolAsync("admin", _adminCode);

    /// <summary>Makes an account as the administrator would, and comes in by its link.</summary>
    public async Task<Person> PersonAsync(string name, bool administers = false)
    {
        var (officer, code) = await AccountStore.AddAsync(Three.FolderOf(Arda), name, "Person " + name, administers);
        return await EnrolAsync(name, code) with { Officer = officer };
    }

    /// <summary>What the head gives, said for the head.</summary>
    public async Task<StatementId> MandateAsync(string officer, MandateRole role, IEnumerable<ChannelId>? channels = null, IEnumerable<string>? tracks = null) =>
        Assert.IsType<SayResult.Said>(await Room.MandateAsync(
            new MandateGiven(officer, new MandateTerms(role, "Office of " + officer[..Math.Min(4, officer.Length)], "working", tracks?.ToValueList(), channels?.ToValueList(), Day, null), "head", Day), default)).Id;

    public async Task<Person> EnrolAsync(string name, string code)
    {
        var browser = Browser();
        var enrolled = await PostAsync(browser, $"/enrol?code={code}", "/enrol", ("_handler", "enrol"), ("code", code));
        Assert.Equal((HttpStatusCode.Redirect, "/account/set-up"), (enrolled.StatusCode, enrolled.Headers.Location?.OriginalString));
        var key = KeyIn(await browser.GetStringAsync("/account/set-up"));
        var set = await PostAsync(browser, "/account/set-up", "/account/set-up", ("_handler", "password"), ("password", Password), ("again", Password), ("code", Totp(key)));
        Assert.Equal((HttpStatusCode.Redirect, "/account/recovery-codes"), (set.StatusCode, set.Headers.Location?.OriginalString));
        return new Person(name, browser, key, "");
    }

    public Task<HttpResponseMessage> SignInAsync(HttpClient browser, string name, string password, string code, string returnUrl = "/account") =>
        PostAsync(browser, "/sign-in", "/sign-in/password", ("name", name), ("password", password), ("code", code), ("returnUrl", returnUrl));

    public async Task<string> TokenAsync(Person person, string[] scopes, string[]? channels = null)
    {
        var fields = new List<(string, string)> { ("_handler", "token"), ("name", "for a test"), ("days", "30") };
        fields.AddRange(scopes.Select(s => ("scopes", s)));
        fields.AddRange((channels ?? []).Select(c => ("channels", c)));
        var answer = await PostAsync(person.Browser, "/account", "/account", [.. fields]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return TokenText().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    public HttpClient Api(string token)
    {
        var api = Browser();
        api.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return api;
    }

    /// <summary>Opens a page for its antiforgery token, then posts a form.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = await ForgeryAsync(browser, page);
        return await browser.PostAsync(action, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))));
    }

    /// <summary>The antiforgery token in a page's first form.</summary>
    public static async Task<string> ForgeryAsync(HttpClient browser, string page) => Forgery().Match(await browser.GetStringAsync(page)).Groups[1].Value;

    public static string KeyIn(string page) => Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>RFC 6238: SHA-1, 30 seconds, 6 digits.</summary>
    /// <param name="steps">Steps of 30 seconds from now.</param>
    public static string Totp(string key, int steps = 0)
    {
        var bits = string.Concat(key.ToUpperInvariant().Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // the algorithm of RFC 6238
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(b => b.Dispose());
        await Three.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();

    [GeneratedRegex("authenticator-key\"[^>]*>([^<]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("token-text\"[^>]*>([^<]+)<")]
    private static partial Regex TokenText();
}

/// <param name="Browser">Signed in.</param>
/// <param name="Key">The authenticator's.</param>
/// <param name="Officer">The opaque id; empty where it is not asked for.</param>
internal sealed record Person(string Name, HttpClient Browser, string Key, string Officer);
