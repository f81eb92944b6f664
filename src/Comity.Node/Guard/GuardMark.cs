using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>How far an own journal was released.</summary>
/// <param name="Size">Statements released; -1 when that is not known.</param>
/// <param name="Id">Of the last one; null at size 0 or below.</param>
public sealed record GuardMark(long Size, StatementId? Id)
{
    public static GuardMark Unknown { get; } = new(-1, null);

    public static GuardMark Nothing { get; } = new(0, null);

    public bool IsUnknown => Size < 0;
}
