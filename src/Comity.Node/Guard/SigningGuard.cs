using System.Security.Cryptography;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Guard;

/// <summary>Says whether this node may sign in a channel, from what its peers hold of its journals and from the guard on disk.</summary>
/// <remarks>
/// docs/spec/guard.md. Safe for any number of threads; refuses to be asked within the record's own lock, which it takes within its own.
/// Only the record's one writer advances it.
/// </remarks>
public sealed class SigningGuard
{
    private readonly NodeOptions _options;
    private readonly NodeRecord _record;
    private readonly GuardFile _file;
    private readonly OwnPlaces _own;
    private readonly PeerAnswers _peers;
    private readonly StandingRules _rules;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GuardContent _content;
    private string _lost = "";
    private string? _different;
    private SigningHealth _announced = SigningHealth.Good;

    internal SigningGuard(NodeOptions options, NodeRecord record, IGuardFaults? faults)
    {
        _options = options;
        _record = record;
        _file = new GuardFile(options.GuardPath, faults);
        _own = new OwnPlaces(options, record);
        _peers = new PeerAnswers(options, _own);
        _rules = new StandingRules(_own, _peers, options.AcceptLoss);
        _content = GuardContent.New(options.Forum, options.Member, unlistedIsUnknown: true);
    }

    /// <summary>What this copy of the node calls itself to its peers; another at each start.</summary>
    public string Instance { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public SigningHealth Health
    {
        get
        {
            NotWithinTheRecord();
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
            var read = ReadFile(out var found);
            var content = read ?? GuardContent.New(_options.Forum, Me, unlistedIsUnknown: !isNew || found != "no file");
            foreach (var (channel, size, last) in _own.All())
            {
                if (!content[channel].IsUnknown && size > 0 && content[channel].Id != last!.Id && _rules.Place(channel, content[channel], _lost) is Standing.Level)
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
            if (_peers.Told(peer, heads, anotherCopy))
            {
                EndAsking();
            }
        }
    }

    /// <summary>The peer was asked for its last statement of each own journal, and what it sent has been judged.</summary>
    public void Answered(MemberId peer) => Note(() => _peers.Answer(peer));

    /// <summary>All the peer holds has been pulled: what it claimed and did not show counts no more, unless it waits for others' statements.</summary>
    public void Settled(MemberId peer)
    {
        lock (_lock)
        {
            _peers.Settle(peer);
        }

        AnnounceChange();
    }

    /// <summary>The peer was not reached, or broke off. What it claimed before stands, unless it does so again and again.</summary>
    public void NotReached(MemberId peer) => Note(() => _peers.BreakOff(peer));

    /// <summary>What may be done in a channel now.</summary>
    internal Standing Judge(ChannelId channel)
    {
        NotWithinTheRecord();
        lock (_lock)
        {
            return Everywhere() ?? _rules.Within(channel, _content, _lost);
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

    /// <summary>Own statements came from a peer or a pouch and are about to be stored. Those beyond what the guard knows show it to be an old copy.</summary>
    /// <remarks>Kept before they are stored: a crash between the two must not leave a guard that follows the store at the next start.</remarks>
    /// <exception cref="IOException">The guard could not be written: nothing of this may be stored.</exception>
    internal void Foresee(IEnumerable<Statement> own)
    {
        lock (_lock)
        {
            if (own.FirstOrDefault(s => s.Id != _options.Forum && _content[s.Channel] is { IsUnknown: false } mark && s.Index >= mark.Size) is not { } beyond)
            {
                return;
            }

            // A peer holds what this guard never knew: it may be behind elsewhere too.
            _lost = $"{_file.Path}: expected to know of {beyond.Channel} {beyond.Index} of {Me}, found {_content[beyond.Channel].Size} released; a peer holds more, so the guard is an old copy";
            var content = GuardContent.New(_options.Forum, Me, unlistedIsUnknown: true);
            _file.Write(content);
            _content = content;
        }
    }

    /// <summary>Own statements were stored: the guard follows before they are released. Durable on return.</summary>
    /// <param name="signed">Signed here and now; otherwise they came from a peer or a pouch.</param>
    /// <exception cref="IOException">The guard could not be written: nothing of this may be released.</exception>
    internal void Advance(IEnumerable<Statement> own, bool signed)
    {
        lock (_lock)
        {
            var content = _content;
            foreach (var statement in own.Where(s => signed || (s.Id == _options.Forum && !_content[s.Channel].IsUnknown)))
            {
                content = content.With(statement.Channel, new GuardMark(statement.Index + 1, statement.Id));
            }

            if (content != _content)
            {
                _file.Write(content);
                _content = content;
            }
        }
    }

    private GuardContent? ReadFile(out string found)
    {
        var read = _file.TryRead(out found);
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

        return read;
    }

    private void Note(Action said)
    {
        lock (_lock)
        {
            said();
            EndAsking();
        }

        AnnounceChange();
    }

    private void EndAsking()
    {
        if (_peers.AllAsked)
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

        if (_peers.SayingAnotherCopy is { Count: > 0 } saying)
        {
            return new(SigningHold.AnotherCopy, 0, 0, [.. saying.Order()], $"expected to be the only copy of {Me}'s node, found another connected to {StandingRules.List(saying)}. It goes on; this one shows and receives");
        }

        return _asked.Task.IsCompleted ? null : new(SigningHold.Asking, 0, 0, [.. _peers.Unasked], $"{StandingRules.List(_peers.Unasked)} are being asked what they last saw of {Me}; nothing is signed before");
    }

    private SigningHealth Worst()
    {
        if (_record.Stopped is { } reason)
        {
            return new SigningHealth(SigningHold.Stopped, 0, 0, [], reason);
        }

        var held = Everywhere() is { } everywhere ? [everywhere] : _own.All().Select(j => _rules.Within(j.Channel, _content, _lost)).OfType<Standing.Held>().OrderBy(h => h.Hold).ToList();
        if (held.Count == 0)
        {
            return SigningHealth.Good;
        }

        var same = held.Where(h => h.Hold == held[0].Hold).ToList();
        return new SigningHealth(held[0].Hold, same.Sum(h => h.Size), same.Sum(h => h.Expected), [.. same.SelectMany(h => h.Members).Distinct().Order()], held[0].Words);
    }

    private void NotWithinTheRecord()
    {
        if (_record.IsBeingRead)
        {
            throw new InvalidOperationException("The guard was asked while the record was being read: two threads doing so would wait for each other.");
        }
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
}
