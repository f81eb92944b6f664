using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Node.Channels;

/// <summary>Carrying an item from channel to channel: how it stands, and each act of it, for page and API alike.</summary>
/// <remarks>Everything is said through the room as its reader sees it; the rules of docs/spec/passing.md are asked before.</remarks>
public sealed class PassingDesk(IRoom room, NodeRecord record, SightAccessor sights)
{
    private const int Window = 500;

    // What concerns the record itself, mandates, and what was carried already.
    private static readonly string[] NeverCarried = ["record.", "mandates.", "channels."];

    public ChannelsFindings Found(ChannelId channel) => room.Findings<ChannelsFindings>(channel) ?? ChannelsFindings.None;

    public static bool MayBeCarried(Statement item) => item.Track is not null && !NeverCarried.Any(k => item.Kind.StartsWith(k, StringComparison.Ordinal));

    /// <summary>The item, where it is held in this channel, seen by the reader, and of a kind that can be carried; null otherwise.</summary>
    public Statement? Item(ChannelId channel, string? id) =>
        StatementId.TryParse(id, out var parsed) && room.Find(parsed)?.Statement is { } item && item.Channel == channel && MayBeCarried(item) ? item : null;

    public PassingView View(Statement item)
    {
        var found = Found(item.Channel);
        var right = found.RightOf(item.Id, item.Member);
        var reports = found.Reports.Where(r => r.Item == item.Id && r.Of == item.Member).ToList();
        return new(
            item, right?.Right ?? PassingRules.Default(item.Channel), right is not null, [.. found.Requests.Where(r => r.Item == item.Id && r.Of == item.Member)], reports,
            [.. room.Channels.Where(c => c != item.Channel && !c.IsPublic && sights.Sight.MaySay(c, item.Track)).Select(c => Target(item, c, found, reports))]);
    }

    public Task<SayResult> SetRightAsync(Statement item, PassingRight right, Officer officer, CancellationToken cancellation) => item.Member == room.Me
        ? SayAsync(item, new PassingRightSet(item.Id, right), [item.Id], officer, cancellation)
        : Refuse("right", "passing.not-ours", $"expected an item of {room.Me}: only its originator, {item.Member}, says how far it may be carried");

    public Task<SayResult> AskAsync(Statement item, PassingAsked asked, Officer officer, CancellationToken cancellation)
    {
        var answer = Answer(item, asked.To);
        return answer.MayAsk ? SayAsync(item, asked, [item.Id], officer, cancellation) : Refuse("to", Code(answer.Why), Words(answer.Why, item, asked.To));
    }

    /// <summary>Grants or refuses a request that concerns an item of this member's.</summary>
    public Task<SayResult> AnswerAsync(Statement item, IBody answer, Officer officer, CancellationToken cancellation)
    {
        var request = answer switch { PassingGranted b => b.Request, PassingRefused b => b.Request, _ => throw new ArgumentException("expected a leave or a refusal", nameof(answer)) };
        return item.Member != room.Me ? Refuse("request", "passing.not-ours", $"expected a request about an item of {room.Me}: only its originator, {item.Member}, answers")
            : Found(item.Channel).Requests.All(r => r.Id != request || r.Item != item.Id) ? Refuse("request", "passing.no-request", $"expected a request about this item, found {request}")
            : SayAsync(item, answer, [item.Id, request], officer, cancellation);
    }

    /// <summary>Carries an item into another channel, then tells those left behind; refused with the reason where no right stands.</summary>
    public async Task<SayResult> CarryAsync(Statement item, ChannelId to, string? note, string language, Officer officer, CancellationToken cancellation)
    {
        if (!room.Channels.Contains(to))
        {
            return await Refuse("to", "passing.to", $"expected one of {string.Join(", ", room.Channels.Where(c => c != item.Channel && !c.IsPublic))}, found {to}");
        }

        var answer = Answer(item, to);
        if (!answer.May)
        {
            return await Refuse("to", Code(answer.Why), Words(answer.Why, item, to));
        }

        if (PassageOf(item, to) is not null)
        {
            return await Refuse("to", "passing.carried", $"expected a channel that has not heard it, found {to}, to which it was carried already");
        }

        if (Passage(item, answer, note, language) is not { } body)
        {
            return await Refuse("", "passing.root", $"expected a roster of {item.Member} under the root key the charter names, found none that holds the item's key");
        }

        var carried = await room.SayAsync(to, body, item.Track!, null, [], officer, cancellation);
        return carried is SayResult.Said said && answer.Leave is { } leave && await TellAsync(item, to, leave, said.Id, officer, cancellation) is { } untold and not SayResult.Said ? untold : carried;
    }

    /// <summary>Tells those who heard an item that it was carried, where that was left undone.</summary>
    public Task<SayResult> TellAsync(Statement item, ChannelId to, Officer officer, CancellationToken cancellation) =>
        View(item).Targets.FirstOrDefault(t => t.To == to) is { Untold: true, Carried: { } passage } && Found(to).Passages.First(p => p.Id == passage).Leave is { } leave
            ? TellAsync(item, to, leave, passage, officer, cancellation)
            : Refuse("to", "passing.told", $"expected a channel to which it was carried untold, found {to}");

    private Task<SayResult> TellAsync(Statement item, ChannelId to, StatementId leave, StatementId passage, Officer officer, CancellationToken cancellation) =>
        SayAsync(item, new PassageReported(item.Id, item.Member, to, leave, passage, room.Day), [item.Id, leave], officer, cancellation);

    private PassingTarget Target(Statement item, ChannelId to, ChannelsFindings found, IReadOnlyList<ReportFinding> reports)
    {
        var members = room.Forum!.Members.Select(m => m.Id).ToValueList();
        var hears = item.Channel.MembersIn(members);
        var passage = PassageOf(item, to);
        return new(
            to, PassingRules.MayCarry(found, item.Id, item.Member, item.Channel, room.Me, to, members), to.MembersIn(members).Where(m => !hears.Contains(m)).ToValueList(),
            passage?.Id, passage is { Leave: not null } && reports.All(r => r.Passage != passage.Id));
    }

    private PassageFinding? PassageOf(Statement item, ChannelId to) => Found(to).Passages.FirstOrDefault(p => p.By == room.Me && p.Item == item.Id && p.Effective);

    private PassingAnswer Answer(Statement item, ChannelId to) =>
        PassingRules.MayCarry(Found(item.Channel), item.Id, item.Member, item.Channel, room.Me, to, room.Forum!.Members.Select(m => m.Id).ToValueList());

    private ItemPassed? Passage(Statement item, PassingAnswer answer, string? note, string language)
    {
        var leave = answer.Leave is { } id ? room.Find(id)?.Statement : null;
        if (RosterWith(item) is not { } roster || (leave is null ? roster : RosterWith(leave)) is not { } leaveRoster)
        {
            return null;
        }

        var body = new ItemPassed(item.Compact, leave?.Compact, roster, leaveRoster == roster ? null : leaveRoster, note, language, room.Day);
        return OpenedPassage.Of(body).Root == record.Read(r => r.Charter!.Roots[item.Member]) ? body : null;
    }

    // The roster its journal relies on now mostly holds the key; after a change of keys, the one it relied on then.
    private string? RosterWith(Statement statement)
    {
        var now = record.Read(r => r.Find(statement.Channel)?.Find(statement.Member)?.Roster);
        if (now?.FindKey(statement.KeyId) is not null)
        {
            return now.Compact;
        }

        for (var to = statement.Index + 1; to > 0; to -= Window)
        {
            var from = Math.Max(0, to - Window);
            var then = record.Store.ReadJournal(statement.Channel, statement.Member, from, (int)(to - from)).Reverse().Select(RosterIn).FirstOrDefault(r => r?.FindKey(statement.KeyId) is not null);
            if (then is not null)
            {
                return then.Compact;
            }
        }

        return null;
    }

    private static Roster? RosterIn(Comity.Store.StoredStatement stored) => StatementGate.TryRead(stored.Compact, out var statement, out _) ? Founding.RosterIn(statement)?.Roster : null;

    private Task<SayResult> SayAsync(Statement item, IBody body, IReadOnlyList<StatementId> cites, Officer officer, CancellationToken cancellation) =>
        room.SayAsync(item.Channel, body, item.Track!, null, [.. cites.Distinct().Order()], officer, cancellation);

    private static Task<SayResult> Refuse(string field, string code, string message) => Task.FromResult<SayResult>(new SayResult.Faulty([new Fault(field, code, message)]));

    /// <summary>The stable name of why something may not be carried.</summary>
    public static string Code(PassingWhy why) => "passing." + why.Wire();

    private static string Words(PassingWhy why, Statement item, ChannelId to) => why switch
    {
        PassingWhy.None => $"expected leave of {item.Member}, who said that this item is not carried",
        PassingWhy.NoneByDefault => $"expected leave of {item.Member} to carry into {to} what was said in {item.Channel}: nothing said there is carried without it",
        PassingWhy.Ask => $"expected leave of {item.Member} to carry this item into {to}: ask for it",
        PassingWhy.Waiting => $"expected an answer of {item.Member}, who was asked for leave to carry this item into {to}",
        PassingWhy.Refused => $"expected leave of {item.Member}, who refused it or took it back",
        PassingWhy.PublishedByAuthors => "expected another channel than public: what becomes public its author publishes",
        PassingWhy.SaidHere => $"expected another channel than {to}, where it was said",
        _ => $"expected a channel for which leave is needed: this item may be carried into {to} already",
    };
}
