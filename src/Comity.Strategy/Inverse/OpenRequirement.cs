namespace Comity.Strategy.Inverse;

/// <summary>A requirement with the ways that can still hold, each with its states that are still open.</summary>
internal sealed class OpenRequirement
{
    public OpenRequirement(IEnumerable<int[]> ways)
    {
        var texts = ways.Select(w => (Way: w, Text: string.Join(',', w))).DistinctBy(w => w.Text).OrderBy(w => w.Text, StringComparer.Ordinal).ToList();
        Ways = [.. texts.Select(t => t.Way)];
        Text = string.Join(' ', texts.Select(t => t.Text));
    }

    public IReadOnlyList<int[]> Ways { get; }

    public string Text { get; }

    /// <returns>Null when it holds now; without ways when it cannot hold any more.</returns>
    public OpenRequirement? After(HashSet<int> above, HashSet<int> group)
    {
        if (!Ways.Any(w => w.Any(group.Contains)))
        {
            return this;
        }

        var left = new List<int[]>();
        foreach (var way in Ways.Where(w => !w.Any(above.Contains)))
        {
            int[] open = [.. way.Where(s => !group.Contains(s))];
            if (open.Length == 0)
            {
                return null;
            }

            left.Add(open);
        }

        return new(left);
    }
}
