using Comity.Domain.Pictures;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Exports;
using Comity.Record.Statements;

namespace Comity.Node.Dossier;

/// <summary>For each statement of a dossier its export with keys and proofs (docs/spec/export.md), witnessed by statements that the reader may see.</summary>
public sealed class DossierEvidence(IRoom room, WholeRoom whole, NodeRecord record)
{
    /// <returns>By statement, the text of its export.</returns>
    /// <exception cref="InvalidDataException">The charter is not held: what is not founded has no evidence.</exception>
    public IReadOnlyDictionary<StatementId, string> Of(ChannelId channel, IReadOnlyList<StatementId> statements)
    {
        var charter = whole.Room.Find(whole.Room.Forum!.Id)?.Statement ?? throw new InvalidDataException("expected the charter in the record, found none");
        var all = Journals(whole.Room, channel);
        var source = new ExportSource(charter, channel, all, PictureJson.Edition) { May = s => room.Find(s.Id) is not null };
        return statements.ToDictionary(id => id, id => string.Concat((ExportWriter.One(source, id) ?? throw new InvalidDataException($"expected {id} in {channel}, found it elsewhere")).Select(line => line + "\n")));
    }

    // As far as the record has released them: what is on its way to the disk proves nothing yet.
    private List<Statement> Journals(IRoom all, ChannelId channel) =>
        [.. record.Snapshot(channel)!.Value.Heads.OrderBy(h => h.Key).SelectMany(h => all.Statements(channel, h.Key, 0, (int)h.Value.Size))];
}
