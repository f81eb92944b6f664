namespace Comity.Domain.Disputes.Board;

/// <summary>Which acts a list shows; an empty set leaves nothing out.</summary>
public sealed record ActFilter(IReadOnlySet<string> Tracks, IReadOnlySet<ActType> Types, IReadOnlySet<Confidence> Confidences)
{
    public static ActFilter All { get; } = new(new HashSet<string>(), new HashSet<ActType>(), new HashSet<Confidence>());

    public bool Shows(string track, ActType type, Confidence? confidence) =>
        (Tracks.Count == 0 || Tracks.Contains(track)) && (Types.Count == 0 || Types.Contains(type))
        && (Confidences.Count == 0 || (confidence is { } c && Confidences.Contains(c)));
}
