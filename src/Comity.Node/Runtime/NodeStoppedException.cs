namespace Comity.Node.Runtime;

/// <summary>The node does not sign; what it holds is still served and shown.</summary>
/// <param name="code"><c>room.stopped</c>: it admits nothing either until it is started again. <c>room.behind</c>: the guard forbids signing for now.</param>
public sealed class NodeStoppedException(string reason, string code = "room.stopped") : Exception(reason)
{
    public string Code { get; } = code;
}
