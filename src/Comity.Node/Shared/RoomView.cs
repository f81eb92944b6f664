using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Access;
using Comity.Node.Live;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Comity.Node.Shared;

/// <summary>What one request looks at: which channel, as of which day, on whose behalf. Every page starts here.</summary>
/// <remarks>The channel comes from the route (<c>/c/{Channel}/…</c>) and has passed the gate; without one it is the first that the reader may see: plenary, or public for a visitor.</remarks>
public sealed class RoomView(IRoom room, IHttpContextAccessor accessor, OfficerAccessor officers, LiveNews news)
{
    private readonly HttpContext _http = accessor.HttpContext ?? throw new InvalidOperationException("a page is always part of a request");
    private IDisputesBoard? _acts;

    public IRoom Room => room;

    public MemberId Me => room.Me;

    /// <summary>Not to be asked before the forum is founded; the layout shows a page of its own until then.</summary>
    public ForumView Forum => room.Forum ?? throw new InvalidOperationException("the forum is not founded yet");

    public bool IsFounded => room.Forum is not null;

    /// <summary>Null for a visitor of the public pages.</summary>
    public Officer? Officer => officers.Officer;

    /// <summary>False for visitors and for officers whose mandate says nothing here: their pages hold no form that says something.</summary>
    public bool MayWrite => officers.Sight.MaySay(Channel);

    public ChannelId Channel =>
        ChannelId.TryParse(_http.GetRouteValue("Channel") as string, out var named) && room.Channels.Contains(named) ? named
        : room.Channels is [var first, ..] ? first : ChannelId.Public;

    /// <summary>The day the reader asks for; the room's day unless the address names another.</summary>
    public DateOnly AsOf => AskedDay ?? room.Day;

    public bool ShowsAnotherDay => AsOf != room.Day;

    /// <summary>The disputes of the channel: what this page asks of them is judged, and no more.</summary>
    public IDisputesBoard Acts => _acts ??= room.Board(Channel, AskedDay);

    /// <summary>All findings, judged from every statement of the channel: for files, not for pages.</summary>
    public DisputesFindings JudgeAll() => room.Picture(Channel, AskedDay).Disputes;

    /// <summary>All members, own first, then the charter's order.</summary>
    public IEnumerable<MemberView> Members => Forum.Members.OrderBy(m => m.Id == Me ? 0 : 1);

    /// <summary>The members who hear this channel, own first.</summary>
    public IEnumerable<MemberView> Audience => Hears(Channel);

    public IEnumerable<MemberView> Hears(ChannelId channel)
    {
        var heard = channel.MembersIn(Forum.Members.Select(m => m.Id));
        return Members.Where(m => heard.Contains(m.Id));
    }

    /// <summary>Own first, then the charter's order; for lists, lanes, columns and sentences alike.</summary>
    public IEnumerable<MemberId> OwnFirst(IEnumerable<MemberId> members)
    {
        var wanted = members.ToHashSet();
        return Members.Select(m => m.Id).Where(wanted.Contains);
    }

    /// <summary>State of the channel's journals when the page was made; the browser compares it with news.</summary>
    public string LiveState => news.State(Channel);

    /// <summary>This page's path and query, for forms that come back to it.</summary>
    public string Here => _http.Request.Path + _http.Request.QueryString;

    /// <summary>The address of a page of this channel; keeps the day the reader looks at.</summary>
    /// <param name="path"><c>room</c>, <c>disputes</c>, <c>disputes/acts/ID</c>, <c>record</c> …, without a leading slash.</param>
    public string Url(string path, params (string Name, string? Value)[] query) => UrlIn(Channel, path, query);

    public string UrlIn(ChannelId channel, string path, params (string Name, string? Value)[] query)
    {
        var all = query.Where(q => q.Value is not null).Select(q => KeyValuePair.Create(q.Name, q.Value));
        if (ShowsAnotherDay && !query.Any(q => q.Name == "asOf"))
        {
            all = all.Append(new("asOf", Iso(AsOf)));
        }

        return QueryHelpers.AddQueryString($"/c/{channel}/{path}", all);
    }

    /// <summary>The page of an act.</summary>
    public string ActUrl(StatementId act) => Url($"disputes/acts/{act}");

    /// <summary>The page of any statement: decoded, raw, verified.</summary>
    public string StatementUrl(StatementId id) => Url($"record/statements/{id}");

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateOnly? AskedDay =>
        DateOnly.TryParseExact(_http.Request.Query["asOf"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day != room.Day
            ? day
            : null;
}
