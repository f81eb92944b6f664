using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
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
        var act = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        using var scan = new ByteArrayContent([.. "%PDF-1.7 Unspeakable content"u8]);
        Assert.True((await api.PostAsync($"/api/v1/channels/arda/evidence/{act}?title=Unspeakable%20scan&language=en", scan)).IsSuccessStatusCode);
        var draft = new { to = "arda+bera", kind = "terms.list-set/1", track = "economy", title = "Unspeakable draft", body = new { terms = new[] { new { phrase = "Unspeakable word" } } } };
        Assert.True((await api.PostAsJsonAsync("/api/v1/channels/arda/drafts", draft)).IsSuccessStatusCode);
        Assert.True((await api.PostAsJsonAsync("/api/v1/channels/arda/answers", new { track = "economy", text = "Unspeakable question?", language = "en" })).IsSuccessStatusCode);
        Assert.True((await api.GetAsync("/api/v1/search?q=Unspeakable")).IsSuccessStatusCode);
        foreach (var path in new[] { "/c/arda/search?q=Unspeakable", "/c/arda/search?q=%22Unspeakable%00", $"/c/arda/evidence/{act}", "/c/arda/drafts", "/c/arda/room", "/c/arda/disputes", "/c/arda/record/journals/arda", "/c/arda/disputes/acts.csv" })
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
