using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Node.Guard;

/// <summary>Says whether this node may sign in a channel, from what its peers hold of its journals and from the guard on disk.</summary>
/// <remarks>
/// docs/spec/guard.md. Safe for any number of threads; never call it while holding the record's own lock, which it takes within its own.
/// Only the record's one writer advances it.
/// </remarks>
public sealed class SigningGuard
{
    // A peer that says it holds more and breaks off before showing it is believed so many times.
    private const int MostBrokenOff = 3;

    private readonly NodeOptions _options;
    private readonly NodeRecord _record;
    private readonly GuardFile _file;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Per peer since the start: those asked at all, those that answered, those that claimed more than they could show.
    private readonly HashSet<MemberId> _reported = [], _answered = [], _disbelieved = [], _sayingAnotherCopy = [];
    private readonly Dictionary<(MemberId Peer, ChannelId Channel), long> _claims = [];
    private readonly Dictionary<MemberId, int> _brokenOff = [];
    private GuardContent _content;
    private string _lost = "";
    private string? _different;
    private SigningHealth _announced = SigningHealth.Good;

    internal SigningGuard(NodeOptions options, NodeRecord record)
    {
        _options = options;
        _record = record;
        _file = new GuardFile(options.GuardPath);
        _content = GuardContent.New(options.Forum, options.Member, unlistedIsUnknown: true);
    }

    /// <summary>What this copy of the node calls itself to its peers; another at each start.</summary>
    public string Instance { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public SigningHealth Health
    {
        get
        {
            lock (_lock)
            {
                return Worst();
            }
        }
    }

    private MemberId Me => _options.Member;

    /// <summary>Reads the guard beside a record just opened, and advances it over what was stored but never released.</summary>
    /// <param name="isNew">The database holds nothing.</param>
    /// <exception cref="IOException">The guard cannot be read or written: nothing may be released.</exception>
    internal void Begin(bool isNew)
    {
        lock (_lock)
        {
            var read = _file.TryRead(out var found);
            if (read is not null && (read.Forum != _options.Forum || read.Member != Me))
            {
                found = $"the guard of {read.Member} in forum {read.Forum}";
                _file.Distrust();
                read = null;
            }

            if (read is null)
            {
                _lost = $"{_file.Path}: expected the guard of {Me}, found {found}";
            }

            var content = read ?? GuardContent.New(_options.Forum, Me, unlistedIsUnknown: !isNew || found != "no file");
            foreach (var (channel, size, last) in OwnJournals())
            {
                if (!content[channel].IsUnknown && size > 0 && content[channel].Id != last!.Id && Place(content, channel) is Standing.Level)
                {
                    content = content.With(channel, new GuardMark(size, last.Id));
                }
            }

            if (content != read && !(read is null && content.UnlistedIsUnknown))
            {
                _file.Write(content);
            }

            _content = content;
            EndAsking();
        }
    }

    /// <summary>Completes when every peer has been asked once, or the time for it has passed.</summary>
    internal Task AskedAsync(CancellationToken cancellation) => _asked.Task.WaitAsync(cancellation);

    /// <summary>Whoever has not answered by now is not waited for.</summary>
    public void StopAsking()
    {
        _asked.TrySetResult();
        AnnounceChange();
    }

    /// <summary>A peer said what it holds. Where it says more than we hold nothing is signed until it has been asked for it.</summary>
    public void Told(MemberId peer, IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> heads, bool anotherCopy)
    {
        lock (_lock)
        {
            foreach (var (channel, sizes) in heads)
            {
                if (sizes.TryGetValue(Me, out var size) && !_disbelieved.Contains(peer) && size > Size(channel))
                {
                    _claims[(peer, channel)] = size;
                }
            }

            if (anotherCopy ? _sayingAnotherCopy.Add(peer) : _sayingAnotherCopy.Remove(peer))
            {
                EndAsking();
            }
        }
    }

    /// <summary>The peer was asked for its last statement of each own journal, and what it sent has been judged.</summary>
    public void Answered(MemberId peer)
    {
        lock (_lock)
        {
            _reported.Add(peer);
            _answered.Add(peer);
            EndAsking();
        }

        AnnounceChange();
    }

    /// <summary>All the peer holds has been pulled: what it claimed and did not show counts no more, unless it waits for others' statements.</summary>
    public void Settled(MemberId peer)
    {
        lock (_lock)
        {
            foreach (var (claim, size) in _claims.Where(c => c.Key.Peer == peer).ToList())
            {
                if (Size(claim.Channel) >= size)
                {
                    _claims.Remove(claim);
                }
                else if (!_record.Waiting(claim.Channel).Any(w => w.Statement.Member == Me))
                {
                    _claims.Remove(claim);
                    _disbelieved.Add(peer);
                }
            }
        }

        AnnounceChange();
    }

    /// <summary>The peer was not reached, or broke off. What it claimed before stands, unless it does so again and again.</summary>
    public void NotReached(MemberId peer)
    {
        lock (_lock)
        {
            _reported.Add(peer);
            var claims = _claims.Where(c => c.Key.Peer == peer && Size(c.Key.Channel) < c.Value).Select(c => c.Key).ToList();
            if (claims.Count > 0 && (_brokenOff[peer] = _brokenOff.GetValueOrDefault(peer) + 1) >= MostBrokenOff)
            {
                claims.ForEach(c => _claims.Remove(c));
                _disbelieved.Add(peer);
            }

            EndAsking();
        }

        AnnounceChange();
    }

    /// <summary>What may be done in a channel now.</summary>
    internal Standing Judge(ChannelId channel)
    {
        lock (_lock)
        {
            return Everywhere() ?? Within(channel);
        }
    }

    /// <summary>A statement signed by our own key stands where we hold another.</summary>
    internal void Differs(Statement theirs, string message)
    {
        lock (_lock)
        {
            _different ??= $"{message}. Another copy of this node has signed as {Me} ({theirs.Id})";
        }

        AnnounceChange();
    }

    /// <summary>Own statements were stored: the guard follows before they are released. Durable on return.</summary>
    /// <param name="signed">Signed here and now; otherwise they came from a peer or a pouch.</param>
    /// <exception cref="IOException">The guard could not be written: nothing of this may be released.</exception>
    internal void Advance(IEnumerable<Statement> own, bool signed)
    {
        lock (_lock)
        {
            var content = _content;
            foreach (var statement in own)
            {
                var mark = content[statement.Channel];
                if (signed || statement.Id == _options.Forum)
                {
                    content = content.With(statement.Channel, new GuardMark(statement.Index + 1, statement.Id));
                }
                else if (!mark.IsUnknown && statement.Index >= mark.Size)
                {
                    // A peer holds what this guard never knew: it is an old copy, and may be behind elsewhere too.
                    content = GuardContent.New(_options.Forum, Me, unlistedIsUnknown: true);
                    _lost = $"{_file.Path}: expected to know of {statement.Channel} {statement.Index} of {Me}, found {mark.Size} released; a peer holds more, so the guard is an old copy";
                }
            }

            Replace(content);
        }
    }

    private void Replace(GuardContent content)
    {
        if (content != _content)
        {
            _file.Write(content);
            _content = content;
        }
    }

    private void EndAsking()
    {
        if (_sayingAnotherCopy.Count == 0 && _options.Peers.All(p => _reported.Contains(p.Member)))
        {
            _asked.TrySetResult();
        }
    }

    private Standing.Held? Everywhere()
    {
        if (_different is { } different)
        {
            return new(SigningHold.Different, 0, 0, [], $"{different}. Nothing more is signed; everything held is shown and served. Stop one copy, and decide which statements go on");
        }

        if (_sayingAnotherCopy.Count > 0)
        {
            return new(SigningHold.AnotherCopy, 0, 0, [.. _sayingAnotherCopy.Order()], $"expected to be the only copy of {Me}'s node, found another connected to {List(_sayingAnotherCopy)}. It goes on; this one shows and receives");
        }

        return _asked.Task.IsCompleted ? null : new(SigningHold.Asking, 0, 0, [.. Unasked()], $"{List(Unasked())} are being asked what they last saw of {Me}; nothing is signed before");
    }

    private Standing Within(ChannelId channel)
    {
        var place = Place(_content, channel);
        var claimed = _claims.Where(c => c.Key.Channel == channel).Select(c => c.Value).DefaultIfEmpty(0).Max();
        return place is Standing.Held or Standing.Gap || claimed <= Size(channel) ? place : Behind(channel, claimed);
    }

    // What the guard says of a channel, whatever peers say.
    private Standing Place(GuardContent content, ChannelId channel)
    {
        var mark = content[channel];
        var size = Size(channel);
        if (mark.IsUnknown)
        {
            var missing = Others(channel).Except(_answered).ToList();
            return Others(channel).Count == 0 || (missing.Count > 0 && _options.AcceptLoss) ? new Standing.Gap(size, null)
                : missing.Count == 0 ? new Standing.Level()
                : new Standing.Held(SigningHold.GuardLost, size, size, [.. missing], $"{_lost}. {size} own statements of {channel} are held; whether there were more only the others can say: {List(missing)} still to answer");
        }

        if (size < mark.Size)
        {
            return IsRecorded(channel, mark) ? new Standing.Level()
                : Others(channel).Count == 0 || _options.AcceptLoss ? new Standing.Gap(size, mark)
                : Behind(channel, mark.Size);
        }

        return mark.Size == 0 || IdAt(channel, mark.Size - 1) == mark.Id || IsRecorded(channel, mark)
            ? new Standing.Level()
            : new Standing.Held(SigningHold.Different, size, size, [], $"journal of {Me} in {channel}: expected {mark.Id} at index {mark.Size - 1}, as the guard says, found {IdAt(channel, mark.Size - 1)}. Nothing is signed there; everything held is shown and served");
    }

    private Standing.Held Behind(ChannelId channel, long expected) => new(
        SigningHold.Behind, Size(channel), expected, [.. Others(channel)],
        $"journal of {Me} in {channel}: expected {expected} statements of its own, found {Size(channel)}. They are asked from {List(Others(channel))}; nothing is signed there before, everything held is shown and served");

    // A gap that was stored, and whose guard was not advanced any more.
    private bool IsRecorded(ChannelId channel, GuardMark mark) => mark.Id is { } lost && _record.Read(r =>
        r.Find(channel)?.Find(Me)?.Last is { Kind: RecordKinds.GapRecorded } gap && gap.Body.TryGetProperty("last", out var last) && last.ValueKind == System.Text.Json.JsonValueKind.String && last.GetString() == lost.ToString());

    private SigningHealth Worst()
    {
        if (_record.Stopped is { } reason)
        {
            return new SigningHealth(SigningHold.Stopped, 0, 0, [], reason);
        }

        var held = Everywhere() is { } everywhere ? [everywhere] : OwnJournals().Select(j => Within(j.Channel)).OfType<Standing.Held>().OrderBy(h => h.Hold).ToList();
        if (held.Count == 0)
        {
            return SigningHealth.Good;
        }

        var same = held.Where(h => h.Hold == held[0].Hold).ToList();
        return new SigningHealth(held[0].Hold, same.Sum(h => h.Size), same.Sum(h => h.Expected), [.. same.SelectMany(h => h.Members).Distinct().Order()], held[0].Words);
    }

    // Pages and receipts look again.
    private void AnnounceChange()
    {
        lock (_lock)
        {
            var health = Worst();
            if (health == _announced && _asked.Task.IsCompleted)
            {
                return;
            }

            _announced = health;
        }

        _record.Announce();
    }

    private List<(ChannelId Channel, long Size, Statement? Last)> OwnJournals() => _record.Read(r =>
        r.Channels.Select(c => (c.Id, Own: c.Find(Me))).Where(c => c.Own is not null).Select(c => (c.Id, c.Own!.Size, c.Own.Last)).ToList());

    private long Size(ChannelId channel) => _record.Read(r => r.Charter is null ? 0 : r.Find(channel)?.Find(Me)?.Size ?? 0);

    private StatementId? IdAt(ChannelId channel, long index) => _record.Read(r => r.Find(channel)?.Find(Me) is { } own && index < own.Size ? own[index] : (StatementId?)null);

    private List<MemberId> Others(ChannelId channel) =>
        _record.Read(r => r.Find(channel)?.Members.Where(m => m != Me).ToList()) ?? [.. _options.Peers.Select(p => p.Member)];

    private IEnumerable<MemberId> Unasked() => _options.Peers.Select(p => p.Member).Except(_reported).Order();

    private static string List(IEnumerable<MemberId> members) => string.Join(", ", members.Order()) is { Length: > 0 } names ? names : "nobody";
}

/// <summary>What a node may do in one of its channels.</summary>
internal abstract record Standing
{
    private Standing()
    {
    }

    /// <summary>It signs.</summary>
    public sealed record Level : Standing;

    /// <summary>It signs after it has said which of its statements nobody can have any more.</summary>
    /// <param name="Released">What the guard says was released; null when no guard says.</param>
    public sealed record Gap(long From, GuardMark? Released) : Standing
    {
        public JsonObject Body => new() { ["from"] = From, ["to"] = Released?.Size, ["last"] = Released?.Id?.ToString() };
    }

    public sealed record Held(SigningHold Hold, long Size, long Expected, ValueList<MemberId> Members, string Words) : Standing;
}
