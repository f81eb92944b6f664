using Comity.Node.Guard;
using Comity.Store;

namespace Comity.Tests.Node.Runtime;

/// <summary>Counts arrivals at a point of store or guard.</summary>
internal sealed class CountingAt(Enum point) : IWriteFaults, IGuardFaults
{
    private int _count;

    public int Count => _count;

    public void At(WritePoint reached) => Note(reached);

    public void At(GuardPoint reached) => Note(reached);

    private void Note(Enum reached)
    {
        if (reached.Equals(point))
        {
            Interlocked.Increment(ref _count);
        }
    }
}

/// <summary>Fails the next write at a point of store or guard, once it is armed.</summary>
internal sealed class FailingOnce(Enum point) : IWriteFaults, IGuardFaults
{
    private int _armed;

    public void Arm() => Volatile.Write(ref _armed, 1);

    public void At(WritePoint reached) => Fail(reached);

    public void At(GuardPoint reached) => Fail(reached);

    private void Fail(Enum reached)
    {
        if (reached.Equals(point) && Interlocked.Exchange(ref _armed, 0) == 1)
        {
            throw new IOException($"the disk failed at {point}");
        }
    }
}

/// <summary>Leaves the first commit to another fault, or to none, and those after it to one.</summary>
internal sealed class AfterFirst(IWriteFaults then, IWriteFaults? first = null) : IWriteFaults
{
    private bool _passed;

    public void At(WritePoint point)
    {
        (_passed ? then : first)?.At(point);
        _passed |= point == WritePoint.BeforeAcknowledgement;
    }
}
