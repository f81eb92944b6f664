using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>A statement that saw another root of a journal than the one held here: charged to its author, without effect on the journal named.</summary>
/// <param name="Named">Whose journal it says it saw.</param>
public sealed record DisputedSighting(Statement Statement, MemberId Named, TreeHead Says, TreeHead Held);
