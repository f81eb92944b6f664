using System.Collections.Concurrent;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>Tables on their way, for whoever handed them in alone; kept in memory, so a restart forgets them: what was signed is known again.</summary>
public sealed class ImportDesk(TimeProvider time)
{
    private const int MostOfOne = 4;
    private const int Most = 32;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, (ImportDraft Draft, DateTimeOffset Used)> _drafts = new(StringComparer.Ordinal);

    public ImportDraft Take(string officer, ChannelId channel, ImportTable table, string language)
    {
        var draft = new ImportDraft(officer, channel, table, language);
        _drafts[draft.Id] = (draft, time.GetUtcNow());
        Forget(d => d.Used < time.GetUtcNow() - Kept);
        Leave(MostOfOne, _drafts.Values.Where(d => d.Draft.Officer == officer));
        Leave(Most, _drafts.Values);
        return draft;
    }

    /// <summary>Null when it was forgotten, or belongs to somebody else or to another channel.</summary>
    public ImportDraft? Find(string? id, string officer, ChannelId channel)
    {
        if (id is null || !_drafts.TryGetValue(id, out var kept) || kept.Draft.Officer != officer || kept.Draft.Channel != channel)
        {
            return null;
        }

        _drafts[id] = (kept.Draft, time.GetUtcNow());
        return kept.Draft;
    }

    private void Forget(Func<(ImportDraft Draft, DateTimeOffset Used), bool> which)
    {
        foreach (var (id, _) in _drafts.Where(d => which(d.Value)))
        {
            _drafts.TryRemove(id, out _);
        }
    }

    private void Leave(int most, IEnumerable<(ImportDraft Draft, DateTimeOffset Used)> drafts)
    {
        foreach (var (draft, _) in drafts.OrderByDescending(d => d.Used).Skip(most).ToList())
        {
            _drafts.TryRemove(draft.Id, out _);
        }
    }
}
