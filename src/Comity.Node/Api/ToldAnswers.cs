namespace Comity.Node.Api;

/// <summary>Answers that tell a secret once, for a caller in doubt: in memory alone, for a while.</summary>
/// <remarks>Not safe for several threads at once; <see cref="IdempotencyBook"/> asks it in turn.</remarks>
internal sealed class ToldAnswers(TimeProvider time)
{
    private const int Most = 1000;
    private static readonly TimeSpan While = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (KeptAnswer Answer, DateTimeOffset Until)> _answers = new(StringComparer.Ordinal);

    /// <returns>Null when it is not known any more.</returns>
    public KeptAnswer? Find(string name) => _answers.TryGetValue(name, out var kept) && kept.Until > time.GetUtcNow() ? kept.Answer : null;

    public void Keep(string name, KeptAnswer answer)
    {
        var now = time.GetUtcNow();
        foreach (var old in _answers.Where(a => a.Value.Until <= now || _answers.Count >= Most).Select(a => a.Key).ToList())
        {
            _answers.Remove(old);
        }

        _answers[name] = (answer, now + While);
    }
}
