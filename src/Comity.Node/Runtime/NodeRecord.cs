using Comity.Domain;
using Comity.Domain.Disputes.Board;
using Comity.Node.Guard;
using Comity.Node.Keys;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>One node's record: what it holds, how its own statements are made and how others' are admitted.</summary>
/// <remarks>
/// One writer at a time; what is written is durable before anybody sees it. Readers take the short lock only, never wait for the disk.
/// When the store fails the record stops: nothing more is said or admitted until the node is started again.
/// The parts: <see cref="HeldRecord"/> and <see cref="ReleasedRecord"/> in memory, <see cref="RecordWriter"/> towards the disk, and over them
/// <see cref="OwnJournals"/>, <see cref="Importer"/>, <see cref="EvidenceBook"/> and <see cref="BranchTaker"/>.
/// </remarks>
public sealed class NodeRecord : IAsyncDisposable
{
    private readonly HeldRecord _held;
    private readonly RoomNews _news = new();
    private readonly WaitingRoom _waiting = new();
    private readonly SightingBook _sightings;
    private readonly BranchBook _branchBook;
    private readonly ReleasedRecord _released;
    private readonly RecordWriter _writer;
    private readonly EvidenceBook _evidence;
    private readonly OwnJournals _own;
    private readonly Importer _importer;
    private readonly BranchTaker _branches;
    private readonly SaidCache _cache = new();
    private readonly IndexFile _file;

    private NodeRecord(NodeOptions options, IStatementStore store, IGuardFaults? faults)
    {
        Me = options.Member;
        Keys = new KeyRing(options);
        _held = new HeldRecord(options.Forum, options.Member);
        _sightings = new SightingBook(store, _held);
        _branchBook = new BranchBook(store, _held);
        _released = new ReleasedRecord(_held, _sightings, _branchBook, _news);
        Store = new ReleasedStore(store, _released.Size);
        Guard = new SigningGuard(options, this, faults);
        Signatures = new SignatureAudit(this, Store, TimeProvider.System);
        _writer = new RecordWriter(options, store, Guard);
        _evidence = new EvidenceBook(options, store, _held, _writer, _sightings, _released, _news);
        _own = new OwnJournals(options, Keys, _held, _sightings, _evidence, _writer, _released, Guard, Signatures);
        _importer = new Importer(options, _held, _waiting, _sightings, _evidence, _writer, _released, Guard, Signatures);
        _branches = new BranchTaker(store, _held, _writer, _branchBook, _released, _news);
        _file = new IndexFile(Path.Combine(options.Data, IndexFile.Name));
    }

    public MemberId Me { get; }

    /// <summary>The keys this node signs with.</summary>
    public KeyRing Keys { get; }

    /// <summary>The newest roster of this member that is known here: handed over, or relied on by a journal of its own; null when there is none.</summary>
    public Roster? Roster
    {
        get
        {
            foreach (var roster in Read(r => r.Channels.Select(c => c.Find(Me)?.Roster).OfType<Roster>().ToList()))
            {
                Keys.Learn(roster);
            }

            return Keys.Newest;
        }
    }

    /// <summary>Counts changes of heads; a reader compares it to know whether to look again.</summary>
    public long Version => _news.Version;

    /// <summary>Why nothing more is written; null while all is well.</summary>
    public string? Stopped => _writer.Stopped;

    /// <summary>What was released; what is stored and not yet released is not in it.</summary>
    public IStatementStore Store { get; }

    /// <summary>Says whether this node may sign.</summary>
    public SigningGuard Guard { get; }

    /// <summary>Looks at every statement's own signature; runs while the node is hosted.</summary>
    public SignatureAudit Signatures { get; }

    /// <summary>Keeps what was gathered for the next start; runs while the node is hosted.</summary>
    public IndexKeeper Index { get; private set; } = null!;

    /// <summary>Reads what the store holds, from the index file as far as it is good; the statements were admitted before they were stored.</summary>
    /// <param name="faults">For tests.</param>
    /// <exception cref="InvalidDataException">The store holds what the gate refuses: run <c>comity verify</c>.</exception>
    /// <exception cref="StoreOpenException">The guard cannot be read or written.</exception>
    public static NodeRecord Open(NodeOptions options, IStatementStore store, IGuardFaults? faults = null)
    {
        var node = new NodeRecord(options, store, faults);
        var read = new RecordRestore(options.Forum, store, node._held, node._released).Run(node._file.TryRead());
        var isNew = read is null;
        node.Index = new IndexKeeper(node._released, node._file, written: node._released.Released - (read ?? 0), TimeProvider.System);
        if (!isNew)
        {
            node._branchBook.Reload();
            node._evidence.Restore();
            node._sightings.Restore();
        }

        node.BeginGuard(options, isNew && store.Journals().Count == 0);
        return node;
    }

    /// <summary>Runs a reader against the record while nobody changes it. Short: no disk, no waiting.</summary>
    public T Read<T>(Func<ForumRecord, T> reader) => _held.Read(reader);

    /// <summary>Whether this thread is within <see cref="Read"/>: what takes the record's lock within its own must not be called then.</summary>
    internal bool IsBeingRead => _held.IsWithin;

    /// <summary>Facts and heads of a channel at one moment; null when the channel is not held here.</summary>
    public (ChannelFacts Facts, Seen Heads, long Version, bool IsFounded)? Snapshot(ChannelId channel) => _released.Snapshot(channel);

    public IReadOnlyList<WaitingStatement> Waiting(ChannelId channel) => _held.Read(_ => _waiting.In(channel));

    /// <summary>What a statement of its channel says to the capabilities; null when it has nothing to say there.</summary>
    public Said? Said(Statement statement) => _released.Said(statement);

    /// <summary>The statement that counts: in public the one that was published; null when the publication does not hold.</summary>
    public Statement? Effective(Statement statement) => _released.Effective(statement);

    /// <summary>A channel's disputes as a page asks for them, as of the context's day.</summary>
    public IDisputesBoard Board(ChannelId channel, JudgeContext context) => new IndexedBoard(Indexed(channel), context);

    /// <summary>A channel's index and the statements behind it.</summary>
    internal IIndexedStatements Indexed(ChannelId channel) => new IndexedChannel(this, _released, _cache, channel);

    /// <summary>Sizes of all journals of the channels this node shares with another.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, long>> HeadsFor(MemberId peer) => _released.HeadsFor(peer, head => head.Size);

    /// <summary>Roots of the journals in <see cref="HeadsFor"/>, at those sizes.</summary>
    public SortedDictionary<ChannelId, SortedDictionary<MemberId, Hash256>> RootsFor(MemberId peer) => _released.HeadsFor(peer, head => head.Root);

    /// <summary>Completes when the version is above the one given.</summary>
    public Task<long> NewsAsync(long version, CancellationToken cancellation) => _news.AfterAsync(version, cancellation);

    /// <summary>Wakes readers though no head has changed: the room's day has.</summary>
    public void Announce() => _news.Changed();

    /// <summary>Signs and stores a statement of this member; opens the journal first where it is empty.</summary>
    /// <remarks>
    /// Those who call at once are signed one after another, stored in one commit, guarded in one write, then released. Cancelled only while it waits
    /// for its turn: then nothing was said.
    /// </remarks>
    /// <returns>The statement, durable; it is served to peers from now on.</returns>
    /// <exception cref="NodeStoppedException">
    /// The guard forbids signing (<c>room.behind</c>): nothing was said. Or store or guard failed, now or before (<c>room.stopped</c>): nothing was
    /// released; whether it was stored, and so was said after all, shows when the node has been started again.
    /// </exception>
    /// <exception cref="ArgumentException">The draft cannot be a statement, or the channel is not this member's.</exception>
    public async Task<Statement> SayAsync(ChannelId channel, StatementDraft draft, CancellationToken cancellation) =>
        (await SayAllAsync(channel, [draft], cancellation).ConfigureAwait(false))[0];

    /// <summary>Signs and stores several statements together, in their order: all or none.</summary>
    /// <inheritdoc cref="SayAsync"/>
    public Task<IReadOnlyList<Statement>> SayAllAsync(ChannelId channel, IReadOnlyList<StatementDraft> drafts, CancellationToken cancellation) =>
        _own.SayAllAsync(channel, drafts, cancellation);

    /// <summary>Opens this member's journal in a channel, in plenary by accepting the charter. Does nothing when it is open.</summary>
    public Task OpenJournalAsync(ChannelId channel, string level, CancellationToken cancellation) => _own.OpenAsync(channel, level, cancellation);

    /// <summary>Adopts the newest roster in every journal of this member that relies on an older one and may be signed now; the others adopt it before their next statement.</summary>
    /// <returns>The adoptions, durable.</returns>
    /// <exception cref="NodeStoppedException">The store failed, or this node holds no key of the roster.</exception>
    public Task<IReadOnlyList<Statement>> AdoptRosterAsync(string level, CancellationToken cancellation) => _own.AdoptAsync(level, cancellation);

    /// <summary>Makes a receipt where one is owed, in whatever channel.</summary>
    /// <returns>The channels in which one was made.</returns>
    public Task<IReadOnlyList<ChannelId>> GiveReceiptsAsync(CancellationToken cancellation) => _own.GiveReceiptsAsync(cancellation);

    /// <summary>Takes statements from wire or pouch, in any order and any number of times.</summary>
    /// <returns>What became of them. Durable on completion.</returns>
    /// <exception cref="NodeStoppedException">The store failed; nothing of this call counts.</exception>
    public Task<ImportReport> ImportAsync(IReadOnlyList<string> compacts, CancellationToken cancellation) => _importer.ImportAsync(compacts, cancellation);

    /// <summary>Evidence kept of forks in a channel, by journal, index and id.</summary>
    public IReadOnlyList<KeptEvidence> Evidence(ChannelId channel) => _evidence.In(channel);

    /// <summary>Ids of the evidence a peer may be told of: that of its own channels.</summary>
    public IReadOnlyList<Hash256> EvidenceFor(MemberId peer) => _evidence.For(peer);

    public KeptEvidence? FindEvidence(Hash256 id) => _evidence.Find(id);

    /// <summary>Statements not admitted because they saw another root than the one held here; at most one of each author in a channel.</summary>
    public IReadOnlyList<DisputedSighting> Disputed(ChannelId channel) => _sightings.In(channel);

    /// <summary>Facts of a channel from the first statements of each journal, however far it has gone since.</summary>
    public ChannelFacts FactsUpTo(ChannelId channel, IReadOnlyDictionary<MemberId, long> sizes, IEnumerable<Statement> statements) => _released.FactsUpTo(channel, sizes, statements);

    /// <summary>A statement of a branch that is not a journal held here; null when none with this id is kept.</summary>
    public Statement? FindInBranch(StatementId id) => _branchBook.Find(id);

    /// <summary>The statements of another branch of a journal up to a head, from where it leaves the journal held; empty when its text is not held.</summary>
    public IReadOnlyList<Statement> Branch(ChannelId channel, MemberId member, TreeHead head) => _held.Read(_ => _branchBook.Find(channel, member, head)) ?? [];

    /// <summary>Compact texts of a journal's branch up to a head, from an index on; bounded, at least one; empty when that branch is not held, or ends before.</summary>
    public IReadOnlyList<string> BranchFrom(ChannelId channel, MemberId member, TreeHead head, long from, int most, int mostCharacters)
    {
        var leaves = _held.Read(r => r.Find(channel)?.Find(member) is not { } journal ? null
            : ForkedPlaces.IsHeld(journal, head) ? (head.Size, [])
            : _branchBook.Find(channel, member, head) is { } path ? (path[0].Index, path) : ((long At, IReadOnlyList<Statement> Path)?)null);
        return leaves is not var (at, path) ? [] : StoredTexts.Bounded(
            Store.ReadJournal(channel, member, from, (int)Math.Clamp(at - from, 0, most)).Select(s => s.Compact).Concat(path.Where(s => s.Index >= from).Select(s => s.Compact)), most, mostCharacters);
    }

    /// <summary>Heads that members say to have seen of forked journals and whose text is not held here; of channels shared with a peer.</summary>
    public IReadOnlyList<(ChannelId Channel, MemberId Member, TreeHead Head)> MissingBranches(MemberId peer) => _released.MissingBranches(peer);

    /// <summary>Keeps the text of another branch of a forked journal, up to a head that somebody has seen.</summary>
    /// <param name="compacts">From the lowest index on at which the journal is forked.</param>
    /// <returns>False, with nothing kept, when they do not come to that head or would not be admitted in turn.</returns>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public Task<bool> KeepBranchAsync(ChannelId channel, MemberId member, TreeHead head, IReadOnlyList<string> compacts, CancellationToken cancellation) =>
        _branches.KeepAsync(channel, member, head, compacts, cancellation);

    /// <summary>Takes evidence from peers or a file. A repeat, and what concerns no journal held here so far, changes nothing.</summary>
    /// <returns>How many pieces were new and are kept now.</returns>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public Task<int> ImportEvidenceAsync(IReadOnlyList<string> texts, CancellationToken cancellation) => _evidence.ImportAsync(texts, cancellation);

    /// <summary>Says, for each fork of this member's journal that nothing decides yet, that the branch held here goes on.</summary>
    /// <returns>The declarations, durable; none where the journal is not forked.</returns>
    /// <exception cref="NodeStoppedException">The store failed; nothing was said.</exception>
    public Task<IReadOnlyList<Statement>> DeclareForksAsync(ChannelId channel, string office, string level, CancellationToken cancellation) =>
        _own.DeclareForksAsync(channel, office, level, cancellation);

    /// <summary>Puts the branch that goes on in the place of what is held from the fork on.</summary>
    /// <param name="compacts">The branch from the fork's index on.</param>
    /// <returns>False, with nothing changed, when it is not admitted whole or nothing decides for it.</returns>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public Task<bool> TakeBranchAsync(ChannelId channel, MemberId member, long index, IReadOnlyList<string> compacts, CancellationToken cancellation) =>
        _branches.TakeAsync(channel, member, index, compacts, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        Index.Keep(atLeast: 1);
    }

    private void BeginGuard(NodeOptions options, bool isNew)
    {
        try
        {
            Guard.Begin(isNew);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StoreOpenException(StoreOpenFault.NoAccess, $"{options.GuardPath}: expected to read and write the guard, found \"{failed.Message}\"; nothing was released.",
                "let the node's own user write the folder of the guard, or name another place for it", failed);
        }
    }
}
