using System.Net;
using System.Net.Sockets;
using System.Text;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Signing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>What peers and strangers may take from a node.</summary>
[Trait("Category", "Slow")]
public sealed class QuotaTests
{
    [Fact]
    public async Task A_peer_over_its_quota_is_told_when_to_come_again_and_the_others_are_served()
    {
        await using var three = await FoundedAsync(new SyncLimits { RequestsPerSecond = 5, RequestsAtOnce = 40 });
        var answers = new List<HttpStatusCode>();
        using var http = three.Anonymous(Arda);
        var nonce = await NonceAsync(http);
        for (var i = 0; i < 60; i++)
        {
            using var request = Signed(three, nonce, "/sync/v1/heads");
            using var answer = await http.SendAsync(request);
            answers.Add(answer.StatusCode);
            nonce = answer.Headers.GetValues(RequestSigning.NonceHeader).First();
            Assert.Equal(answer.StatusCode == HttpStatusCode.TooManyRequests, answer.Headers.RetryAfter is not null);
        }

        Assert.InRange(answers.Count(a => a == HttpStatusCode.OK), 5, 55);
        Assert.Equal(60, answers.Count(a => a is HttpStatusCode.OK or HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, await HostilePeerTests.AskAsync(three, three.KeyOf(Cirra), Cirra));
        var said = await three.ActAsync(Arda, "Heard by Cirra at once, by Bera when its quota allows");
        await Holds(three[Cirra], said);
        await Holds(three[Bera], said);
    }

    [Fact]
    public void Bytes_and_statements_are_paid_for_after_they_are_served()
    {
        var time = new ManualTime();
        var quota = new PeerQuota(new SyncLimits { BytesPerSecond = 100, BytesAtOnce = 1000, StatementsPerSecond = 10, StatementsAtOnce = 100 }, time);
        Assert.True(quota.TryEnter(out _));
        quota.Charge(5, 1500);
        Assert.False(quota.TryEnter(out var wait));
        Assert.InRange(wait.TotalSeconds, 5, 5.1);
        time.Pass(wait);
        Assert.True(quota.TryEnter(out _));
        quota.Charge(150, 0);
        Assert.False(quota.TryEnter(out wait));
        Assert.InRange(wait.TotalSeconds, 1, 10);
    }

    [Fact]
    public void Answers_being_written_are_few_and_a_further_knock_ends_the_oldest()
    {
        var quota = new PeerQuota(new SyncLimits { OpenRequests = 2, OpenStreams = 2 }, new ManualTime());
        Assert.True(quota.TryOpen(out var first));
        Assert.True(quota.TryOpen(out _));
        Assert.False(quota.TryOpen(out _));
        first.Dispose();
        first.Dispose();
        Assert.True(quota.TryOpen(out _));
        Assert.False(quota.TryOpen(out _));

        var knocks = Enumerable.Range(0, 3).Select(_ => new CancellationTokenSource()).ToList();
        var tokens = knocks.ConvertAll(k => k.Token);
        var places = knocks.ConvertAll(quota.Stream);
        Assert.Equal([true, false, false], tokens.Select(t => t.IsCancellationRequested));
        places.ForEach(p => p.Dispose());
        Assert.Equal(0, quota.OpenStreams);
    }

    [Fact]
    public void A_nonce_counts_once_within_its_life_and_leaves_nothing_until_it_is_used()
    {
        var time = new ManualTime();
        var book = new NonceBook(time);
        var early = book.Issue();
        for (var i = 0; i < 20_000; i++)
        {
            book.Issue();
        }

        Assert.Equal(0, book.Remembered);
        Assert.True(book.Use(Bera, early));
        Assert.False(book.Use(Bera, early));
        var late = book.Issue();
        time.Pass(NonceBook.Life + TimeSpan.FromSeconds(1));
        Assert.False(book.Use(Bera, late));
        Assert.False(book.IsLive(new NonceBook(time).Issue()));
        Assert.False(book.IsLive(""));
        Assert.False(book.IsLive(new string('A', 43)));
    }

    [Fact]
    public void A_peer_that_uses_many_nonces_shortens_only_its_own_and_none_counts_twice()
    {
        var time = new ManualTime();
        var book = new NonceBook(time);
        var used = new List<string>();
        var others = book.Issue();
        for (var i = 0; i < NonceBook.Most + 500; i++)
        {
            time.Pass(TimeSpan.FromMilliseconds(1));
            used.Add(book.Issue());
            Assert.True(book.Use(Bera, used[^1]));
        }

        Assert.Equal(NonceBook.Most, book.Remembered);
        Assert.DoesNotContain(used, n => book.Use(Bera, n));
        Assert.True(book.Use(Cirra, others));
    }

    [Fact]
    public async Task A_strangers_flood_costs_peers_no_nonce_and_shows_the_stranger_nothing()
    {
        await using var three = await FoundedAsync();
        using var http = three.Anonymous(Arda);
        var nonce = await NonceAsync(http);
        for (var i = 0; i < 5000; i++)
        {
            using var strange = new HttpRequestMessage(HttpMethod.Get, "/sync/v1/heads");
            strange.Headers.TryAddWithoutValidation("Authorization", i % 2 == 0 ? "Comity a.b.c" : "Comity " + new string('A', 5000));
            using var refused = await http.SendAsync(strange);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var request = Signed(three, nonce, "/sync/v1/heads");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        // Not even that a query is wrong.
        foreach (var path in new[] { "/sync/v1/journals/plenary/arda?from=x", "/sync/v1/journals/plenary/arda?from=99999999999999999999", "/sync/v1/journals/%20/arda" })
        {
            using var unsigned = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        }

        using var told = new HttpRequestMessage(HttpMethod.Get, "/sync/v1/heads") { Content = new ByteArrayContent(new byte[100_000]) };
        using var unread = await http.SendAsync(told);
        Assert.Equal(HttpStatusCode.Unauthorized, unread.StatusCode);
        Assert.True(unread.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Half_a_request_on_many_connections_holds_up_nobody()
    {
        await using var three = await FoundedAsync();
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, three.PortOf(Arda));
                await socket.SendAsync(Encoding.ASCII.GetBytes("GET /sync/v1/heads HTTP/1.1\r\nHost: a\r\nX-Slow: "));
            }

            var said = await three.ActAsync(Arda, "Said meanwhile");
            await Holds(three[Cirra], said);
            await Holds(three[Bera], said);

            // A head without an end is refused, not read on.
            var endless = sockets[0];
            await endless.SendAsync(new byte[32 * 1024].Select(_ => (byte)'a').ToArray());
            var answer = new byte[64];
            var read = await endless.ReceiveAsync(answer).WaitAsync(TimeSpan.FromSeconds(5));
            Assert.StartsWith("HTTP/1.1 431", Encoding.ASCII.GetString(answer, 0, read));
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    private static HttpRequestMessage Signed(ThreeNodes three, string nonce, string path) => new(HttpMethod.Get, path)
    {
        Headers = { Authorization = new(RequestSigning.Scheme, RequestSigning.Sign(three.KeyOf(Bera), "GET", path, Arda, nonce, [], Bera)) },
    };

    private static async Task<string> NonceAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/sync/v1/heads");
        return answer.Headers.GetValues(RequestSigning.NonceHeader).First();
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
