namespace Comity.Strategy.Inverse;

/// <summary>What is left of the conditions once some states are decided: two of the same text ask the same of the rest.</summary>
internal sealed class Undecided : IEquatable<Undecided>
{
    private readonly IReadOnlyList<OpenRequirement> _requirements;
    private readonly IReadOnlyList<OpenPath> _paths;
    private readonly string _text;

    private Undecided(IReadOnlyList<OpenRequirement> requirements, IReadOnlyList<OpenPath> paths)
    {
        (_requirements, _paths) = (requirements, paths);
        _text = string.Join('/', requirements.Select(r => r.Text)) + '|' + string.Join('/', paths.Select(p => p.Text));
    }

    /// <summary>Nothing is left to ask.</summary>
    public bool IsEmpty => _requirements.Count == 0 && _paths.Count == 0;

    public static Undecided Of(InverseConditions conditions) => new(
        [.. conditions.Requirements.Select(r => new OpenRequirement(r.Ways)).DistinctBy(r => r.Text).OrderBy(r => r.Text, StringComparer.Ordinal)],
        [.. conditions.Paths.Select((p, at) => new OpenPath(at, p.Fixed, p.Steps))]);

    /// <param name="group">The states that the outcome decides.</param>
    /// <returns>Null when something can no longer hold.</returns>
    public Undecided? After(GroupOutcome outcome, HashSet<int> group)
    {
        var requirements = new List<OpenRequirement>();
        foreach (var requirement in _requirements)
        {
            var left = requirement.After(outcome.Above, group);
            if (left is { Ways.Count: 0 })
            {
                return null;
            }

            if (left is not null)
            {
                requirements.Add(left);
            }
        }

        var paths = new List<OpenPath>();
        foreach (var path in _paths)
        {
            var left = path.After(outcome.Holds, group, out var dead);
            if (dead)
            {
                return null;
            }

            if (left is not null)
            {
                paths.Add(left);
            }
        }

        return new([.. requirements.DistinctBy(r => r.Text).OrderBy(r => r.Text, StringComparer.Ordinal)], paths);
    }

    public bool Equals(Undecided? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Undecided);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);
}
