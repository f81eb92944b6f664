namespace Comity.Tests.Explorer;

/// <summary>Equal things have one number.</summary>
internal sealed class Numbers<T> where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _things = [];

    public T this[int number] => _things[number];

    public int Of(T thing)
    {
        if (!_numbers.TryGetValue(thing, out var number))
        {
            number = _numbers[thing] = _things.Count;
            _things.Add(thing);
        }

        return number;
    }
}
