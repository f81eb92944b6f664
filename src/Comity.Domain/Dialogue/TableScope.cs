using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>What a text is judged from: what had been said by a day, all of it or what the chair had seen when it issued a revision.</summary>
/// <param name="Revision">Null for all that is held.</param>
internal sealed record TableScope(TableIndex Said, JudgeContext Context, Said? Revision)
{
    public CharterOrder Order { get; } = new(Context.Members);

    public DateOnly AsOf => Context.AsOf;

    /// <summary>With effect, said by the day, and seen where a revision is asked for; by author, index, id.</summary>
    public IEnumerable<Spoken<T>> Counting<T>(IEnumerable<Spoken<T>> said)
        where T : ITableBody => said.Where(s => s.Body.Date <= AsOf && (Revision is not { } revision || s.Id == revision.Id || Sight.HadSeen(revision, s.Said)));
}
