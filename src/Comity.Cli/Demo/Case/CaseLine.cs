using Comity.Record;

namespace Comity.Cli.Demo.Case;

/// <summary>One statement to be made.</summary>
/// <param name="Key">Names the statement, unique in the script: the entry's id for an act, a path such as <c>radar/account/jp</c> for the rest.</param>
/// <param name="SubjectKey">The line that opened the matter; null when this one opens it.</param>
/// <param name="RefersTo">Keys of all statements it relies on, each of an earlier line, ordinal order: what it cites.</param>
/// <param name="Body">The body, given the id under which each key was said.</param>
public sealed record CaseLine(
    string Key, MemberId Author, string Track, string? SubjectKey, IReadOnlyList<string> RefersTo, Func<Func<string, StatementId>, IBody> Body)
{
    /// <summary>Where it is said.</summary>
    public ChannelId Channel { get; init; } = ChannelId.Plenary;

    /// <summary>Keys whose ids the body names without citing them, being of another channel: said earlier.</summary>
    public IReadOnlyList<string> NeedsSaid { get; init; } = [];

    /// <summary>Part of a story beside the case: nobody publishes it.</summary>
    public bool InStory { get; init; }
}
