namespace Comity.Domain.Disputes.Board;

/// <summary>Which statements have to be read so that the ordinary rules judge some acts as they would in the whole channel.</summary>
/// <remarks>
/// All that speaks of the act, and of what speaks of it, and so on; of what these speak of besides, a measure with all its stages, and of another act
/// only itself and its translations.
/// </remarks>
internal sealed class IndexClosure(DisputesIndex index)
{
    private readonly HashSet<int> _whole = [];
    private readonly HashSet<int> _numbers = [];
    private readonly Stack<int> _open = [];

    /// <summary>Numbers of held statements.</summary>
    public static IReadOnlyCollection<int> Of(DisputesIndex index, IEnumerable<int> numbers)
    {
        var closure = new IndexClosure(index);
        foreach (var number in numbers)
        {
            closure._open.Push(number);
        }

        while (closure._open.TryPop(out var next))
        {
            closure.Take(next);
        }

        return closure._numbers;
    }

    private void Take(int number)
    {
        if (!_whole.Add(number))
        {
            return;
        }

        Hold(number);
        foreach (var referrer in index.Referrers(number))
        {
            _open.Push(referrer);
        }

        ref readonly var entry = ref index.Entry(number);
        Reach(entry.Kind is SaidKind.Act ? -1 : entry.RefA);
        Reach(entry.Kind is SaidKind.Stage or SaidKind.Assertion or SaidKind.Denial or SaidKind.Withdrawal ? entry.RefB : -1);
    }

    private void Reach(int number)
    {
        if (number < 0 || _numbers.Contains(number))
        {
            return;
        }

        if (index.Is(number, SaidKind.Measure))
        {
            _open.Push(number);
            return;
        }

        Hold(number);
        foreach (var translation in index.Referrers(number).Where(r => index.Is(r, SaidKind.Translation)))
        {
            Hold(translation);
        }
    }

    private void Hold(int number)
    {
        if (!index.Is(number, SaidKind.Unknown))
        {
            _numbers.Add(number);
        }
    }
}
