namespace Comity.Store;

/// <summary>Something that lies in two files beside a node's record, carried in its backup as it lies on the disk; the store does not look into it.</summary>
/// <param name="Name">Unique within the channel.</param>
/// <param name="Key">The smaller file, without which the other says nothing.</param>
public sealed record BackupPiece(string Channel, string Name, byte[] Key, byte[] Content);
