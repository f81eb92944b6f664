using System.Net;
using System.Text.Json;
using Comity.Cli;
using Comity.Cli.Demo.Case;

namespace Comity.Tests.Cli;

/// <summary>The demo as its users run it: three nodes and a door in one process.</summary>
[Trait("Category", "Slow")]
public sealed class DemoTests : IDisposable
{
    private static readonly string[] Parties = ["jp", "kr", "us"];
    private static readonly string[] Channels = ["plenary", "public"];
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-demo-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_second_start_goes_on_exactly_where_the_first_was_stopped()
    {
        (int Position, string Day, bool Playing) where;
        Dictionary<string, IReadOnlyList<string>> said;
        await using (var first = await DemoProcess.StartAsync(_folder.FullName, "--as-of", "2017-01-06"))
        {
            IsAsDesigned(first.State);
            Assert.Equal(Entries(new(2017, 1, 6)), (await first.WhereAsync()).Position);
            Assert.Equal(HttpStatusCode.BadRequest, await first.PostWithoutTokenAsync("next-entry"));

            var before = await first.WhereAsync();
            await first.PressAsync("next-entry");
            await first.PressAsync("next-entry");
            Assert.Equal(before.Position + 3, (await first.PressAsync("next-entry")).Position);
            where = await first.PressAsync("next-day");
            said = await SaidAsync(first);
            await ShowTheSameAsync(first);

            // Open pages must not hold up the end.
            foreach (var reader in new[] { "jp", "kr", "us", null })
            {
                await first.ListenAsync(reader);
            }

            var (took, code) = await first.StopAsync();
            Assert.Equal(ExitCodes.Fine, code);
            Assert.True(took < Stopping, $"took {took.TotalSeconds:0.0} s to stop");
        }

        await using var second = await DemoProcess.StartAsync(_folder.FullName);
        Assert.Equal(where, await second.WhereAsync());
        var again = await SaidAsync(second);
        Assert.All(said, s => Assert.Equal(s.Value, again[s.Key]));
        await ShowTheSameAsync(second);

        // And it goes on from there, each entry once.
        var on = await second.PressAsync("next-entry");
        Assert.Equal(where.Position + 1, on.Position);
        Assert.All(await SaidAsync(second), s => Assert.Equal(s.Value.Count, s.Value.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(ExitCodes.Fine, (await second.StopAsync()).Code);
    }

    [Fact]
    public async Task Playing_stops_when_told_to_and_at_the_end()
    {
        var entries = CaseScript.Shared.Entries;
        await using var demo = await DemoProcess.StartAsync(_folder.FullName, "--as-of", $"{entries[^3].Date:yyyy-MM-dd}");
        var from = (await demo.WhereAsync()).Position;
        Assert.Equal(entries.Count - 2, from);

        Assert.True((await demo.PressAsync("play")).Playing);
        var paused = await demo.PressAsync("pause");
        Assert.False(paused.Playing);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var rest = await demo.WhereAsync();
        Assert.InRange(rest.Position, from, from + 1);

        await demo.PressAsync("play");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await demo.WhereAsync() is { } now && (now.Position < entries.Count || now.Playing))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        }

        var end = await demo.WhereAsync();
        Assert.Equal((entries.Count, "2024-11-20", false), end);
        Assert.Equal(end, await demo.PressAsync("next-entry"));
        Assert.Equal(end, await demo.PressAsync("next-day"));
        Assert.Equal(end, await demo.PressAsync("play"));
        await ShowTheSameAsync(demo);

        // Every line of the case has been said, each once: the openings of the journals are beside them.
        foreach (var channel in Channels)
        {
            foreach (var party in Parties)
            {
                var lines = entries.SelectMany(e => e.Lines).Count(l => l.Author.ToString() == party);
                Assert.Equal(lines + 1, (await demo.SubstanceAsync(party, channel, party)).Count);
            }
        }

        for (var step = 1; step <= 8; step++)
        {
            Assert.DoesNotContain($"tour.{step}", await demo.DoorAsync($"/tour/{step}"), StringComparison.Ordinal);
        }
    }

    private static int Entries(DateOnly until) => CaseScript.Shared.Entries.Count(e => e.Date <= until);

    // DESIGN, "Interfaces that others rely on".
    private static void IsAsDesigned(JsonElement state)
    {
        Assert.Equal(Parties, state.GetProperty("parties").EnumerateObject().Select(p => p.Name));
        foreach (var party in state.GetProperty("parties").EnumerateObject())
        {
            Assert.Equal(["url", "page", "token", "data"], party.Value.EnumerateObject().Select(f => f.Name));
            Assert.StartsWith("http://127.0.0.1:", party.Value.GetProperty("url").GetString(), StringComparison.Ordinal);
            Assert.Equal($"http://{party.Name}.localhost:{new Uri(party.Value.GetProperty("url").GetString()!).Port}", party.Value.GetProperty("page").GetString());
            Assert.True(Directory.Exists(party.Value.GetProperty("data").GetString()));
            Assert.NotEmpty(party.Value.GetProperty("token").GetString()!);
        }
    }

    private static async Task<Dictionary<string, IReadOnlyList<string>>> SaidAsync(DemoProcess demo)
    {
        var said = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var party in Parties)
        {
            foreach (var channel in Channels)
            {
                said[$"{party} {channel}"] = await demo.SubstanceAsync(party, channel);
            }
        }

        return said;
    }

    // Receipts travel on their own time; when they have, all three show the same.
    private static async Task ShowTheSameAsync(DemoProcess demo)
    {
        for (var attempt = 0; ; attempt++)
        {
            var digests = new HashSet<string>(StringComparer.Ordinal);
            foreach (var party in Parties)
            {
                digests.Add(await demo.DigestAsync(party));
            }

            if (digests.Count == 1)
            {
                return;
            }

            Assert.True(attempt < 50, "the three nodes show different pictures");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }
}
