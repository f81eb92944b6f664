namespace Comity.Browser.Tests;

/// <summary>One test's page: it listens to the console from the first moment and fails at the end for what it heard.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    internal Visit(IPage page)
    {
        Page = page;
        page.Console += (_, message) => Hear(message.Type, message.Text);
        page.PageError += (_, error) => Hear("error", error);
    }

    public IPage Page { get; }

    /// <summary>Errors, and whatever names the content security policy. A refused form (422) is no error of the page.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Ends the visit; fails for anything the console complained of.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.True(Complaints.Count == 0, string.Join('\n', Complaints));
    }

    private void Hear(string type, string text)
    {
        var policy = text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || text.Contains("Content-Security-Policy", StringComparison.OrdinalIgnoreCase);
        var refusedForm = text.Contains("status of 422", StringComparison.Ordinal);
        if (policy || (type == "error" && !refusedForm))
        {
            lock (_complaints)
            {
                _complaints.Add($"{type}: {text}");
            }
        }
    }
}
