using System.Diagnostics;
using Comity.Node.Guard;
using Comity.Store;

namespace Comity.Tests.Node.Processes;

/// <summary>Ends its own process with SIGKILL at the n-th arrival at a named point; "-" names none.</summary>
internal sealed class KillingAt(string point, int arrival) : IWriteFaults, IGuardFaults, ICopyFaults
{
    private int _arrivals;

    public void At(WritePoint reached) => Arrive(reached);

    public void At(GuardPoint reached) => Arrive(reached);

    public void At(CopyPoint reached) => Arrive(reached);

    // Two enumerations may share a name: each is named with its own.
    public static string NameOf(Enum point) => $"{point.GetType().Name}.{point}";

    private void Arrive(Enum reached)
    {
        if (NameOf(reached) == point && Interlocked.Increment(ref _arrivals) == arrival)
        {
            Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();   // never goes on, however late the signal
        }
    }
}
