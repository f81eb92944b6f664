using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Comity.Cli.Keys;

/// <summary>A running node's API, as far as the verbs need it.</summary>
internal sealed class NodeApi : IDisposable
{
    public const string Variable = "COMITY_TOKEN";

    private readonly HttpClient _http;

    private NodeApi(HttpClient http) => _http = http;

    /// <returns>Null when something is missing; what, has been said.</returns>
    public static NodeApi? Open(string node, string? tokenFile)
    {
        if (!Uri.TryCreate(node, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || (address.Scheme == "http" && !address.IsLoopback))
        {
            Complaint.Of(ExitCodes.Usage, $"--node: expected https://…, or http on loopback, found {node}", "demo.json names each node's \"url\"");
            return null;
        }

        var token = tokenFile is not null ? File.ReadAllText(tokenFile).Trim() : Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(token))
        {
            Complaint.Of(ExitCodes.Usage, $"expected a token in --token-file or {Variable}, found neither", "a token of an officer who may sign on that node");
            return null;
        }

        var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new NodeApi(http);
    }

    /// <returns>The answer's text; null where the node refused, which has been said.</returns>
    /// <exception cref="HttpRequestException">The node was not reached.</exception>
    public Task<string?> GetAsync(string path, CancellationToken cancellation) => AnswerAsync(_http.GetAsync(new Uri(path, UriKind.Relative), cancellation), cancellation);

    /// <inheritdoc cref="GetAsync"/>
    public Task<string?> PostAsync(string path, object body, CancellationToken cancellation) =>
        AnswerAsync(_http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellation), cancellation);

    public void Dispose() => _http.Dispose();

    private static async Task<string?> AnswerAsync(Task<HttpResponseMessage> asking, CancellationToken cancellation)
    {
        using var answer = await asking.ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return text;
        }

        await Console.Error.WriteLineAsync(Problem(text) ?? $"expected 200, found {(int)answer.StatusCode}").ConfigureAwait(false);
        return null;
    }

    private static string? Problem(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            var root = problem.RootElement;
            string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
            return root.TryGetProperty("faults", out var faults) && faults.GetArrayLength() > 0
                ? string.Join('\n', faults.EnumerateArray().Select(f => $"{Text(f, "code")}: {Text(f, "message")}"))
                : $"{Text(root, "code") ?? Text(root, "title")}: {Text(root, "detail")}";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
