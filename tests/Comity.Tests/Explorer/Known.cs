using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Explorer;

/// <summary>A statement and the key that made it, so that its signature need not be looked at in every state.</summary>
internal sealed record Known(Statement Statement, Jws Jws, PublicKey SignedBy)
{
    public int Author { get; } = World.IndexOf(Statement.Member);

    public int Index { get; } = checked((int)Statement.Index);
}
