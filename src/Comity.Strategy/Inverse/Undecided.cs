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

    /// <returns>By the group's states and comparisons: those that can still make a difference.</returns>
    public (uint Above, UInt128 Holds) LooksAt(OrderGroup group)
    {
        var states = _requirements.SelectMany(r => r.Ways).SelectMany(w => w).ToHashSet();
        var pairs = _paths.SelectMany(p => p.Steps).Select(s => s.Preferred).ToHashSet();
        return (group.States.Index().Where(s => states.Contains(s.Item)).Aggregate(0U, (mask, s) => mask | 1U << s.Index),
            group.Pairs.Index().Where(p => pairs.Contains(p.Item)).Aggregate(UInt128.Zero, (mask, p) => mask | UInt128.One << p.Index));
    }

    /// <param name="above">By the group's states: which stand above the wanted one.</param>
    /// <param name="holds">By the group's comparisons: which hold.</param>
    /// <returns>Null when something can no longer hold.</returns>
    public Undecided? After(uint above, UInt128 holds, OrderGroup decided)
    {
        var group = decided.States.ToHashSet();
        var preferred = decided.States.Where((_, at) => (above >> at & 1) != 0).ToHashSet();
        var compared = decided.Pairs.Where((_, at) => (holds >> at & 1) != 0).ToHashSet();
        var requirements = new List<OpenRequirement>();
        foreach (var requirement in _requirements)
        {
            var left = requirement.After(preferred, group);
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
            var left = path.After(compared, group, out var dead);
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
