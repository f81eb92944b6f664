namespace Comity.Store;

/// <summary>The moments of a backup, or of a restore, at which it can be made to fail, in order.</summary>
public enum CopyPoint
{
    /// <summary>An empty file stands under the temporary name.</summary>
    BeforeCopy,

    /// <summary>The copy is whole under the temporary name; nobody has judged it.</summary>
    BeforeAudit,

    /// <summary>Judged good; whether it outlasts the machine is not known.</summary>
    BeforeName,

    /// <summary>Durable under its own name; the caller has not been told.</summary>
    BeforeAcknowledgement,
}

/// <summary>
/// A place for tests to fail a copy, or end the process, at a named moment. Up to <see cref="CopyPoint.BeforeName"/> there is then no file of
/// that name; at <see cref="CopyPoint.BeforeAcknowledgement"/> it is there, whole, but was reported failed.
/// </summary>
public interface ICopyFaults
{
    /// <summary>An <see cref="IOException"/> is taken as a failure of the machine.</summary>
    void At(CopyPoint point);
}
