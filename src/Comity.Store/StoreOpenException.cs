namespace Comity.Store;

/// <summary>Why a store did not open.</summary>
public enum StoreOpenFault
{
    /// <summary>The folder, or for an audit the file, is not there.</summary>
    Missing,

    /// <summary>Folder or file cannot be written, or cannot be read.</summary>
    NoAccess,

    /// <summary>The disk is full.</summary>
    NoSpace,

    /// <summary>Another process, or another store in this one, holds it for writing.</summary>
    InUse,

    /// <summary>The file is no database, or a database of something else.</summary>
    NotAStore,

    /// <summary>Written by a later version than this program knows.</summary>
    TooNew,

    /// <summary>The file is ours and damaged, or the disk fails to give it.</summary>
    Damaged,
}

/// <summary>The store did not open and nothing was changed. The message says what was expected and what was found.</summary>
/// <param name="hint">What the administrator can do, one sentence.</param>
public sealed class StoreOpenException(StoreOpenFault fault, string message, string hint, Exception? inner = null)
    : IOException(message, inner)
{
    public StoreOpenFault Fault { get; } = fault;

    public string Hint { get; } = hint;
}
