using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>A forum in memory, with real keys: each party keeps its own record and hears only what it is told.</summary>
/// <remarks>
/// <code>
/// var forum = ForumBuilder.Founded();               // Arda convenes; Arda, Bera and Cirra have all accepted and hold the same
/// var said = forum["Arda"].Says("first words");     // signed, held by Arda alone
/// forum["Bera"].Hears(said);                        // judged; appended when admitted as new
/// forum.TellAll();                                  // everybody hears what they may, in the order it was said
/// </code>
/// Nothing is delivered by itself, so a test chooses order, repetition and loss. Times run on by a second per statement.
/// </remarks>
internal sealed class ForumBuilder
{
    private readonly Dictionary<string, Party> _parties;
    private readonly List<Statement> _said = [];
    private DateTimeOffset _clock = new(2031, 4, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Keys, rosters and a charter, held by nobody yet.</summary>
    /// <param name="names">The first convenes; Arda, Bera and Cirra when none are named.</param>
    public ForumBuilder(params string[] names)
    {
        names = names.Length == 0 ? ["Arda", "Bera", "Cirra"] : names;
        _parties = names.ToDictionary(n => n, n => new Party(this, n));
        var convener = _parties[names[0]];
        Charter = new Charter(
            "Forum of " + string.Join(", ", names),
            _parties.Values.Select(p => new CharterMember(
                p.Id, "party", p.Root.Public.Thumbprint, new Dictionary<string, string> { ["en"] = p.Name }, new Dictionary<string, string> { ["en"] = p.Name + " City" }, "Etc/UTC")).ToValueList(),
            convener.Id, ["economy", "history", "security"], ["en"], ["head", "working"], "Etc/UTC", "2026a", [convener.Id], "", convener.Roster.Compact);
        CharterStatement = Founding.SignCharter(Charter, convener.Id, convener.Key, "Secretariat", "head", Tick());
        foreach (var party in _parties.Values)
        {
            party.Record = new ForumRecord(Id, party.Id);
        }

        _said.Add(CharterStatement);
    }

    public Charter Charter { get; }

    /// <summary>The founder's index 0 in plenary.</summary>
    public Statement CharterStatement { get; }

    /// <summary>The forum's id: that of its charter.</summary>
    public StatementId Id => CharterStatement.Id;

    public IReadOnlyCollection<Party> Parties => _parties.Values;

    /// <summary>Every statement said through <see cref="Party"/>, in order; forgeries made with <see cref="Party.Signs"/> are not among them.</summary>
    public IReadOnlyList<Statement> Said => _said;

    public Party this[string name] => _parties[name];

    public Party this[MemberId member] => _parties.Values.First(p => p.Id == member);

    /// <summary>A forum whose members have all accepted and all hold the charter and the acceptances.</summary>
    public static ForumBuilder Founded(params string[] names)
    {
        var forum = new ForumBuilder(names);
        forum.TellAll();
        foreach (var party in forum.Parties.Skip(1))
        {
            party.Opens(ChannelId.Plenary);
            forum.TellAll();
        }

        return forum;
    }

    /// <summary>Tells every party everything said so far, in order; what is held already or not for them changes nothing.</summary>
    public void TellAll()
    {
        foreach (var party in Parties)
        {
            foreach (var statement in _said)
            {
                party.Hears(statement);
            }
        }
    }

    /// <summary>The next moment of the room's clock.</summary>
    public DateTimeOffset Tick() => _clock = _clock.AddSeconds(1);

    internal void Keep(Statement said) => _said.Add(said);
}

/// <summary>One member of a <see cref="ForumBuilder"/>: its keys, its rosters and what it holds.</summary>
internal sealed class Party
{
    private readonly ForumBuilder _forum;
    private readonly Dictionary<int, SigningKey> _keys = [];

    internal Party(ForumBuilder forum, string name)
    {
        _forum = forum;
        Name = name;
        Id = MemberId.Parse(name.ToLowerInvariant());
        NewRoster();
    }

    public string Name { get; }

    public MemberId Id { get; }

    public SigningKey Root { get; } = SigningKey.Generate();

    /// <summary>The newest roster; a journal relies on it only from the statement that adopts it.</summary>
    public Roster Roster { get; private set; } = null!;

    /// <summary>The newest roster's key.</summary>
    public SigningKey Key => _keys[Roster.Sequence];

    public ForumRecord Record { get; set; } = null!;

    public long SizeOf(ChannelId channel, MemberId of) => Record.Find(channel)![of].Size;

    /// <summary>A new node key under a new roster, adopted nowhere yet.</summary>
    public Roster NewRoster()
    {
        var key = SigningKey.Generate();
        var sequence = (Roster?.Sequence ?? 0) + 1;
        _keys[sequence] = key;
        var compact = Comity.Record.Forum.Roster.Sign(Root, Id, sequence, Roster?.Id, [key.Public]);
        return Roster = Comity.Record.Forum.Roster.TryRead(compact, out var roster, out var fault) ? roster : throw new InvalidOperationException(fault.Message);
    }

    /// <summary>The key of a roster this party has had.</summary>
    public SigningKey KeyOf(int sequence) => _keys[sequence];

    /// <summary>Opens its journal in a channel: accepts the charter in plenary, adopts its roster elsewhere. Held by itself alone.</summary>
    public Statement Opens(ChannelId channel) => HoldsOwn(Signs(Opening(channel), channel));

    /// <summary>Says some words, with what it has seen of the channel; opens its journal first where needed. Held by itself alone.</summary>
    public Statement Says(string words, ChannelId? channel = null, string? track = "economy", params StatementId[] cites)
    {
        var where = channel ?? ChannelId.Plenary;
        if (Record.Find(where)![Id].Size == 0)
        {
            Opens(where);
        }

        return HoldsOwn(Signs(Draft(words, track, cites), where));
    }

    /// <summary>Adopts its newest roster in a channel, signed by that roster's key. Held by itself alone.</summary>
    public Statement AdoptsNewestRoster(ChannelId channel) => HoldsOwn(Signs(Adoption(), channel, roster: Roster.Sequence));

    /// <summary>Signs without holding: for statements that are late, forged or wrong.</summary>
    /// <param name="seen">What it claims to have seen; its own entry's size is the index. Null: what it has seen.</param>
    /// <param name="roster">Null: the roster its journal relies on, or the newest when it opens one.</param>
    /// <param name="key">Null: the key of that roster.</param>
    /// <param name="member">In whose name. Null: its own.</param>
    public Statement Signs(
        StatementDraft draft, ChannelId? channel = null, Seen? seen = null, int? roster = null, SigningKey? key = null, MemberId? member = null, StatementId? forum = null)
    {
        var where = channel ?? ChannelId.Plenary;
        var held = Record.Find(where);
        var sequence = roster ?? held?.Find(Id)?.Roster?.Sequence ?? Roster.Sequence;
        return StatementSigner.Sign(draft, forum ?? _forum.Id, where, member ?? Id, seen ?? held!.Seen, sequence, key ?? _keys[sequence]);
    }

    public StatementDraft Draft(string words, string? track = "economy", params StatementId[] cites) =>
        new("test.words-said/1", track, null, cites.ToValueList(), new JsonObject { ["words"] = words }, Name + " desk", "working", _forum.Tick());

    public StatementDraft Opening(ChannelId channel) => Founding.Opening(_forum.Id, channel, Roster.Compact, Name + " desk", "working", _forum.Tick());

    public StatementDraft Adoption(string? roster = null) =>
        new(RecordKinds.RosterAdopted, null, null, [], new JsonObject { ["roster"] = roster ?? Roster.Compact }, Name + " desk", "working", _forum.Tick());

    /// <summary>Judges as received text, changing nothing.</summary>
    public Admission Judges(Statement statement) => Judges(statement.Compact, out _);

    /// <summary>Judges as received text and appends what is admitted as new.</summary>
    public Admission Hears(Statement statement)
    {
        var admission = Judges(statement.Compact, out var read);
        if (admission is Admission.Admitted { IsNew: true })
        {
            Record.Append(read!);
        }

        return admission;
    }

    private Admission Judges(string compact, out Statement? statement) => StatementGate.TryRead(compact, out statement, out var jws, out var fault)
        ? Record.Judge(statement, jws)
        : new Admission.Refused(fault.Code, fault.Message);

    private Statement HoldsOwn(Statement statement)
    {
        var admission = Hears(statement);
        Assert.True(admission is Admission.Admitted { IsNew: true }, $"{Name} says what it cannot hold: {admission}");
        _forum.Keep(statement);
        return statement;
    }
}
