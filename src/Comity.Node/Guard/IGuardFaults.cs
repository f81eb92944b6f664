namespace Comity.Node.Guard;

/// <summary>The moments of one advance of the guard at which it can be made to fail, in order. The store's commit lies before all of them.</summary>
public enum GuardPoint
{
    /// <summary>Nothing of the new guard is written.</summary>
    BeforeFile,

    /// <summary>The new file is whole and synchronised under its other name.</summary>
    BeforeRename,

    /// <summary>It has its name; whether that outlasts the machine is not known.</summary>
    BeforeFolder,

    /// <summary>It is durable; nothing of what it covers has been released.</summary>
    BeforeRelease,
}

/// <summary>
/// A place for tests to fail the guard, or end the process, at a named moment. What it would have covered is stored in any case and reported failed:
/// it is released at the next start, once the guard has been advanced over it.
/// </summary>
public interface IGuardFaults
{
    /// <summary>Called on the writer's thread. An <see cref="IOException"/> is taken as a failure of the machine.</summary>
    void At(GuardPoint point);
}
