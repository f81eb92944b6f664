using Comity.Node.Access;
using Comity.Node.Desk;

namespace Comity.Node.Notices;

/// <summary>What whoever asks should be told of, and which of it they have seen; for one request.</summary>
public sealed class NoticeDesk(OfficerAccessor officers, NoticeList list, DeskBook desks)
{
    private const string SeenName = "notices-seen";
    private IReadOnlyList<Notice>? _all;
    private HashSet<string>? _seen;

    /// <summary>Empty for a visitor.</summary>
    public IReadOnlyList<Notice> All => _all ??= officers.Officer is null ? [] : list.For(officers.Sight);

    public bool IsNew(Notice notice) => !Seen.Contains(notice.Id);

    public int New => All.Count(IsNew);

    /// <summary>All there is now counts as seen; what is no more is forgotten with it.</summary>
    public void MarkSeen()
    {
        if (officers.Officer is { } officer)
        {
            desks.Set(officer.Id, (SeenName, string.Join(' ', All.Select(n => n.Id))));
            _seen = null;
        }
    }

    private HashSet<string> Seen => _seen ??= officers.Officer is { } officer
        ? (desks.Get(officer.Id, SeenName) ?? "").Split(' ').ToHashSet(StringComparer.Ordinal)
        : [];
}
