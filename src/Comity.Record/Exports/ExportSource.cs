using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Exports;

/// <summary>A channel as its exporter holds it: the charter, and every statement of the channel by member and index.</summary>
/// <param name="Edition">The exporter's rules edition.</param>
public sealed record ExportSource(Statement Charter, ChannelId Channel, IReadOnlyList<Statement> Statements, string Edition)
{
    private readonly Dictionary<MemberId, MerkleTree> _trees = TreesOf(Statements);

    /// <summary>Which statements may be shown as witnesses; of an export for somebody who may not see all.</summary>
    public Func<Statement, bool> May { get; init; } = _ => true;

    /// <summary>The tree of a member's journal; an empty one where nothing is held.</summary>
    internal MerkleTree TreeOf(MemberId member) => _trees.GetValueOrDefault(member) ?? new MerkleTree();

    internal ExportHead Head(StatementId? one)
    {
        var charter = Founding.CharterIn(Charter).Charter ?? throw new InvalidOperationException($"expected a charter, found {Charter}");
        var heads = new Seen(Channel.MembersIn(charter.MemberIds).Select(m => KeyValuePair.Create(m, TreeOf(m).Head)));
        return new ExportHead(Charter.Id, Channel, one, heads, Edition, charter.Notice);
    }

    private static Dictionary<MemberId, MerkleTree> TreesOf(IReadOnlyList<Statement> statements)
    {
        var trees = new Dictionary<MemberId, MerkleTree>();
        foreach (var statement in statements)
        {
            (trees.TryGetValue(statement.Member, out var tree) ? tree : trees[statement.Member] = new MerkleTree()).Append(statement.Id);
        }

        return trees;
    }
}
