namespace Comity.Node.Sync;

/// <summary>A peer's answer went over a bound or is none of this protocol's. Whatever came whole before it still counts; ask again later, not at once.</summary>
/// <param name="code">Stable: <c>sync.line-too-long</c>, <c>sync.event-too-long</c>, <c>sync.too-slow</c>, <c>sync.version</c>.</param>
public sealed class PeerMisbehavedException(string code) : Exception(code)
{
    public string Code { get; } = code;
}
