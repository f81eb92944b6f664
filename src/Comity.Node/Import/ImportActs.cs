using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>The acts a channel holds, as far as the reader sees them: to find what a row means and what it looks like.</summary>
internal sealed class ImportActs
{
    private readonly Dictionary<StatementId, ActFinding> _byId;
    private readonly ILookup<string, ActFinding> _byReference;
    private readonly ILookup<(DateOnly, string), ActFinding> _byDay;

    public ImportActs(IRoom room, ChannelId channel)
    {
        var acts = room.Board(channel).LatestActs(ActFilter.All, 0, int.MaxValue);
        _byId = acts.ToDictionary(a => a.Id);
        _byReference = acts.Where(a => a.Reference is not null).OrderBy(a => a.Author == room.Me ? 0 : 1).ToLookup(a => a.Reference!, StringComparer.Ordinal);
        _byDay = acts.ToLookup(a => (a.Date, Plain(a.Title)));
    }

    public bool Holds(StatementId id) => _byId.ContainsKey(id);

    /// <summary>The act of that reference, one's own before another's; null when there is none.</summary>
    public StatementId? WithReference(string reference) => _byReference[reference].FirstOrDefault()?.Id;

    /// <summary>An act that seems to be the same: by reference, or by day and headline.</summary>
    public StatementId? Like(ActRecorded act) =>
        (act.Reference is { } reference ? _byReference[reference].FirstOrDefault()?.Id : null) ?? _byDay[(act.Date, Plain(act.Title))].FirstOrDefault()?.Id;

    private static string Plain(string title) => new([.. title.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
