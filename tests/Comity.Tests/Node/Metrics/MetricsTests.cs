using System.Net;
using System.Text.Json.Nodes;
using Comity.Node.Metrics;
using Comity.Node.Sync;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Metrics;

[Trait("Category", "Slow")]
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_count_what_passes_between_nodes_and_nothing_anybody_said()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Bera], await three.ActAsync(Arda, "Substance of Arda"));
        using var http = three.Anonymous(Bera);
        var text = await http.GetStringAsync("/metrics");
        // Arda may have heard by way of Cirra, and its own knock still be on its way.
        for (var tries = 0; tries < 100 && !text.Contains("comity_sync_streams{peer=\"arda\"} 1", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            text = await http.GetStringAsync("/metrics");
        }

        Assert.Matches("(?m)^comity_sync_statements_admitted_total\\{peer=\"(arda|cirra)\"\\} [1-9]", text);
        Assert.Matches("(?m)^comity_sync_streams\\{peer=\"arda\"\\} 1$", text);
        Assert.Matches("(?m)^comity_sync_received_bytes_total\\{peer=\"arda\"\\} [1-9]", text);
        Assert.Matches("(?m)^comity_store_append_seconds_count [1-9]", text);
        Assert.Matches("(?m)^comity_store_append_seconds_bucket\\{le=\"\\+Inf\"\\} [1-9]", text);
        Assert.Matches("(?m)^comity_statements_held [1-9]", text);
        Assert.DoesNotContain("Substance", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(# (HELP|TYPE) |[a-z_]+(\\{[^}]*\\})? [-0-9.E+]+$)", line));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("Host", "arda.example")]
    public async Task Metrics_are_for_this_machine_or_a_token(string header, string value)
    {
        await using var three = await FoundedAsync();
        using var http = three.Anonymous(Arda);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);
        using var refused = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        using var known = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new("Bearer", Token(Arda)) } };
        known.Headers.TryAddWithoutValidation(header, value);
        using var answer = await http.SendAsync(known);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData(null, false)]
    public void Another_machine_that_names_ours_by_its_loopback_number_is_not_here(string? remote, bool here)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        http.Request.Host = new HostString("127.0.0.1", 7101);
        Assert.Equal(here, MetricsEndpoint.IsFromHere(http));
    }

    [Fact]
    public async Task A_kind_of_a_later_version_is_kept_and_relayed()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Cirra);
        var said = await three[Arda].Record.SayAsync(
            ChannelId.Plenary, new("later.words-weighed/3", "economy", null, [], new JsonObject { ["scale"] = 7 }, "Desk", "working", three[Arda].Room.Now), default);
        await Holds(three[Bera], said.Id);
        await three.StopAsync(Arda);
        await three.StartAsync(Cirra);
        await Holds(three[Cirra], said.Id);
        Assert.Equal(said.Compact, three[Cirra].Record.Store.Find(said.Id)!.Compact);
    }

    [Fact]
    public void Heads_of_a_later_version_are_read_as_far_as_they_are_known()
    {
        var heads = HeadsMessage.TryRead("""{"member":"bera","forum":"F","edition":"e","proofs":{"a":[1]},"heads":{"plenary":{"bera":3,"arda":{"size":4}},"later channel":{"bera":1}}}""");
        Assert.NotNull(heads);
        var journals = Assert.Single(heads.Parsed);
        Assert.Equal((ChannelId.Plenary, 3L), (journals.Key, Assert.Single(journals.Value).Value));
        Assert.Equal(1, SyncVersions.Common("1, 2"));
        Assert.Equal(1, SyncVersions.Common(null));
        Assert.Null(SyncVersions.Common("2"));
    }
}
