using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Comity.Domain.Mandates;
using Comity.Record;
using Microsoft.Extensions.Logging;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Accounts;

/// <summary>A log is read by whoever runs the machine, and sent to where logs go: it holds nothing that anybody said.</summary>
[Trait("Category", "Slow")]
public sealed class LogTests
{
    [Fact]
    public async Task However_much_is_logged_no_word_that_was_said_is_in_it_and_no_secret_in_what_is_logged_as_shipped()
    {
        using var heard = new Hearing();
        await using var house = await House.OpenAsync(change: options => options with { Log = heard });
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        var token = await house.TokenAsync(person, ["read", "draft", "release"]);
        var api = house.Api(token);
        using var said = new StringContent("""{"kind":"disputes.act-recorded/1","track":"economy","subject":null,"cites":[],"body":{"date":"2030-01-02","precision":"day","type":"event","actors":[{"member":"arda"}],"addressees":[],"title":"Unspeakable title","detail":"Unspeakable detail","language":"en","basis":"own-act","reported":false,"sources":[]}}""", new MediaTypeHeaderValue("application/json"));
        var answer = await api.PostAsync("/api/v1/channels/arda/statements", said);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var faulty = new StringContent("""{"kind":"disputes.act-recorded/1","track":"economy","body":{"title":"Unspeakable title","date":"Unspeakable date"}}""", new MediaTypeHeaderValue("application/json"));
        await api.PostAsync("/api/v1/channels/arda/statements", faulty);
        foreach (var path in new[] { "/c/arda/room", "/c/arda/disputes", "/c/arda/record/journals/arda", "/c/arda/disputes/acts.csv" })
        {
            await person.Browser.GetStringAsync(path);
        }

        await house.SignInAsync(house.Browser(), "desk", "wrong password", "123123");
        await house.Three.StopAsync(Arda);

        Assert.NotEmpty(heard.Lines);
        Assert.DoesNotContain(heard.Lines, l => l.Text.Contains("Unspeakable", StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Lines, l => l.Text.Contains(House.Password, StringComparison.Ordinal) || l.Text.Contains(token, StringComparison.Ordinal) || l.Text.Contains("wrong password", StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Lines, l => l.Level >= LogLevel.Warning && l.Text.Contains(house.AdminCode, StringComparison.Ordinal));
    }

    private sealed class Hearing : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

        public IReadOnlyCollection<(LogLevel Level, string Text)> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((logLevel, formatter(state, exception) + exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
