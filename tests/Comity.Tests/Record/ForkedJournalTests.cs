using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>docs/spec/forks.md: what a holder of a forked journal admits, and how the journal goes on. Bera holds one story, Cirra the other.</summary>
public sealed class ForkedJournalTests
{
    private readonly ForumBuilder _forum = ForumBuilder.Founded();
    private readonly Statement _one, _other;
    private readonly ForkEvidence _evidence;
    private readonly List<Statement> _longer = [];

    public ForkedJournalTests()
    {
        _other = Arda.Signs(Arda.Draft("another story"));
        _one = Arda.Says("one story");
        IsNew(Bera.Hears(_one));
        IsNew(Cirra.Hears(_other));
        Assert.True(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], _one, _other, out var evidence, out _));
        _evidence = evidence;
    }

    private Party Arda => _forum["Arda"];

    private Party Bera => _forum["Bera"];

    private Party Cirra => _forum["Cirra"];

    [Fact]
    public void A_fork_freezes_its_journal_and_no_other()
    {
        NoteAll();
        IsRefused("record.forked", Bera.Judges(Arda.Signs(Arda.Draft("as if nothing had been"))));
        IsNew(Bera.Judges(Bera.Signs(Bera.Draft("Bera goes on"))));
        IsNew(Bera.Hears(Arda.Opens(ChannelId.Parse("arda+bera"))));
        IsNew(Bera.Hears(Arda.Says("elsewhere", ChannelId.Parse("arda+bera"))));
    }

    [Fact]
    public void Noting_the_same_evidence_again_changes_nothing()
    {
        NoteAll();
        NoteAll();
        var forks = Bera.Record.Find(ChannelId.Plenary)![Arda.Id].Forks;
        Assert.Equal([1L], forks.Indices);
        Assert.Equal(1, forks.Open);
    }

    [Fact]
    public void A_sighting_of_the_other_branch_is_disputed_until_the_fork_is_known_and_then_admitted()
    {
        var said = Bera.Says("having seen one story");
        IsRefused("record.seen-disputed", Cirra.Hears(said));
        Cirra.Record.Note(_evidence);
        IsNew(Cirra.Hears(said));
    }

    [Fact]
    public void Below_the_fork_a_sighting_that_does_not_match_stays_disputed()
    {
        NoteAll();
        var invented = new Seen(Bera.Record.Find(ChannelId.Plenary)!.Seen.Select(s => s.Key == Arda.Id ? KeyValuePair.Create(s.Key, new Comity.Record.Tree.TreeHead(1, Hash256.Of([3]))) : s));
        IsRefused("record.seen-disputed", Cirra.Judges(Bera.Signs(Bera.Draft("Arda's charter was another"), seen: invented)));
    }

    public static TheoryData<string> Inventions => ["another root", "more than there is", "less than before", "an empty journal", "its own journal otherwise", "a declaration of Arda's fork", "Arda's hand"];

    [Theory]
    [MemberData(nameof(Inventions))]
    public void Nobody_is_framed_whatever_another_invents_to_have_seen(string invention)
    {
        // Bera holds Arda's one story; nobody knows of a fork here. What Bera invents is refused or waits, and Arda goes on.
        var seen = Bera.Record.Find(ChannelId.Plenary)!.Seen;
        Seen Of(MemberId member, TreeHead head) => new(seen.Select(s => s.Key == member ? KeyValuePair.Create(s.Key, head) : s));
        var draft = Bera.Draft("invented");
        var told = invention switch
        {
            "another root" => Bera.Signs(draft, seen: Of(Arda.Id, seen[Arda.Id] with { Root = Hash256.Of([3]) })),
            "more than there is" => Bera.Signs(draft, seen: Of(Arda.Id, new(900, Hash256.Of([3])))),
            "less than before" => Bera.Signs(draft, seen: Of(Arda.Id, new(0, MerkleHashing.EmptyRoot))),
            "an empty journal" => Bera.Signs(draft, seen: Of(Arda.Id, new(1, MerkleHashing.EmptyRoot))),
            "its own journal otherwise" => Bera.Signs(draft, seen: Of(Bera.Id, seen[Bera.Id] with { Root = Hash256.Of([3]) })),
            "a declaration of Arda's fork" => Bera.Signs(ForkDeclaration.Draft(_evidence, _one.Id, "Desk", "working", _forum.Tick())),
            _ => StatementSigner.Sign(draft, _forum.Id, ChannelId.Plenary, Arda.Id, seen, 1, Bera.Key),
        };

        Assert.IsNotType<Admission.Admitted>(Bera.Judges(told));
        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], _one, told, out _, out _));
        Assert.False(Bera.Record.Find(ChannelId.Plenary)![Arda.Id].Forks.Any);
        IsNew(Bera.Hears(Arda.Says("Arda goes on")));
    }

    [Fact]
    public void Another_branch_is_kept_only_when_all_of_it_is_the_forkers_and_comes_to_the_head_that_was_seen()
    {
        NoteAll();
        var head = Cirra.Record.Find(ChannelId.Plenary)![Arda.Id].Head;
        var before = Bera.Record.Find(ChannelId.Plenary)!.Seen;
        bool Is(TreeHead seen, params (Statement, Jws)[] branch) => Bera.Record.IsBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, branch, seen);
        Assert.True(Is(head, Read(_other)));
        Assert.False(Is(head with { Root = Hash256.Of([3]) }, Read(_other)));
        Assert.False(Is(new(3, head.Root), Read(_other)));
        Assert.False(Is(head));
        Assert.False(Is(head, Read(Bera.Signs(Bera.Draft("not Arda's")))));
        Assert.False(Is(head, Read(StatementSigner.Sign(Arda.Draft("another hand"), _forum.Id, ChannelId.Plenary, Arda.Id, _other.Seen, 1, Bera.Key))));
        Assert.Equal(before, Bera.Record.Find(ChannelId.Plenary)!.Seen);
    }

    [Fact]
    public void A_branch_is_found_by_every_head_it_had_and_by_no_other()
    {
        LongerOther();
        var journal = Bera.Record.Find(ChannelId.Plenary)![Arda.Id];
        var longer = Cirra.Record.Find(ChannelId.Plenary)![Arda.Id];
        var tree = BranchTree.Of(journal, _longer.Append(_other).Reverse());
        for (var size = 2L; size <= longer.Size; size++)
        {
            Assert.Equal(size - 1, tree.Find(new(size, longer.Tree.RootAt(size)))!.Count);
        }

        Assert.Null(tree.Find(new(2, Hash256.Of([3]))));
        Assert.Null(BranchTree.Of(journal, _longer).Find(longer.Head));
    }

    [Fact]
    public void The_forker_declares_which_branch_goes_on_and_all_come_to_hold_the_same()
    {
        NoteAll();
        var declaration = Declares();
        IsNew(Bera.Hears(declaration));
        Assert.Null(Cirra.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, [Read(_one), Read(declaration)]));

        var next = Arda.Says("going on");
        IsNew(Bera.Hears(next));
        IsNew(Cirra.Hears(next));
        var heads = _forum.Parties.Select(p => p.Record.Find(ChannelId.Plenary)![Arda.Id].Head).Distinct();
        Assert.Single(heads);
    }

    [Fact]
    public void What_was_seen_of_the_branch_left_behind_may_fall_once_citing_the_decision()
    {
        var longer = LongerOther();
        NoteAll();
        var before = Cirra.Says("having seen three of the other branch");
        var declaration = Declares();
        IsNew(Bera.Hears(declaration));
        IsNew(Bera.Hears(before));
        Assert.Null(Cirra.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, [Read(_one), Read(declaration)]));
        Assert.True(longer > Cirra.SizeOf(ChannelId.Plenary, Arda.Id));

        IsRefused("record.seen-back", Bera.Judges(Cirra.Signs(Cirra.Draft("as if it had never seen it"))));
        IsNew(Bera.Hears(Cirra.Says("by the decision", cites: declaration.Id)));
        IsNew(Bera.Hears(Cirra.Says("and on")));
    }

    [Fact]
    public void A_branch_without_a_decision_or_with_a_foreign_statement_is_not_taken_and_nothing_changes()
    {
        NoteAll();
        var head = Cirra.Record.Find(ChannelId.Plenary)!.Seen;
        var declaration = Declares();
        foreach (var branch in new[] { new[] { Read(_one) }, [Read(declaration)], [Read(_one), Read(Bera.Signs(Bera.Draft("not Arda's")))], [] })
        {
            Assert.NotNull(Cirra.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, branch));
            Assert.Equal(head, Cirra.Record.Find(ChannelId.Plenary)!.Seen);
        }
    }

    [Fact]
    public void A_higher_roster_goes_before_a_thiefs_declaration()
    {
        NoteAll();

        // The thief continues and declares the other branch; the root key speaks on the first.
        var thief = Cirra.Record;
        var stolen = StatementSigner.Sign(ForkDeclaration.Draft(_evidence, _other.Id, "Desk", "working", _forum.Tick()), _forum.Id, ChannelId.Plenary, Arda.Id, thief.Find(ChannelId.Plenary)!.Seen, 1, Arda.KeyOf(1));
        IsNew(Cirra.Hears(stolen));
        Arda.NewRoster();
        var adoption = Arda.AdoptsNewestRoster(ChannelId.Plenary);
        IsNew(Bera.Hears(adoption));

        Assert.NotNull(Bera.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, [Read(_other), Read(stolen)]));
        Assert.Null(Cirra.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, [Read(_one), Read(adoption)]));
        IsNew(Cirra.Hears(Arda.Says("the stolen key has ended")));
    }

    [Fact]
    public void Where_the_other_statement_adopts_a_higher_roster_no_declaration_decides()
    {
        var first = Arda.Roster;
        var stolen = Arda.Signs(Arda.Draft("a thief's words"));
        IsNew(Bera.Hears(stolen));
        Arda.NewRoster();
        var adoption = Arda.AdoptsNewestRoster(ChannelId.Plenary);
        Assert.True(ForkEvidence.TryBuild(_forum.CharterStatement, [first, Arda.Roster], stolen, adoption, out var evidence, out _));
        Bera.Record.Note(evidence);
        Arda.Record.Note(evidence);
        var forks = Bera.Record.Find(ChannelId.Plenary)![Arda.Id].Forks;
        Assert.True(forks.IsOutranked(2));
        Assert.False(forks.MayBeDeclared(2));

        IsNew(Bera.Hears(StatementSigner.Sign(ForkDeclaration.Draft(evidence, stolen.Id, "Desk", "working", _forum.Tick()), _forum.Id, ChannelId.Plenary, Arda.Id, Bera.Record.Find(ChannelId.Plenary)!.Seen, 1, Arda.KeyOf(1))));
        Assert.Equal(2, forks.Open);
        Assert.Null(forks.DecisionOf(2));

        Assert.Null(Bera.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 2, _forum.CharterStatement, [Read(adoption)]));
        var taken = Bera.Record.Find(ChannelId.Plenary)![Arda.Id].Forks;
        Assert.Null(taken.Open);
        Assert.Equal(adoption.Id, taken.DecisionOf(2)?.Id);
        Assert.Null(Arda.Record.Find(ChannelId.Plenary)![Arda.Id].Forks.Open);
    }

    [Fact]
    public void A_holders_own_journal_is_never_replaced()
    {
        NoteAll();
        var stolen = StatementSigner.Sign(ForkDeclaration.Draft(_evidence, _other.Id, "Desk", "working", _forum.Tick()), _forum.Id, ChannelId.Plenary, Arda.Id, Cirra.Record.Find(ChannelId.Plenary)!.Seen, 1, Arda.KeyOf(1));
        Assert.NotNull(Arda.Record.TakeBranch(ChannelId.Plenary, Arda.Id, 1, _forum.CharterStatement, [Read(_other), Read(stolen)]));
    }

    [Fact]
    public void A_declaration_that_names_another_branch_than_its_own_is_refused()
    {
        NoteAll();
        IsRefused("record.fork-declared", Bera.Judges(Arda.Signs(ForkDeclaration.Draft(_evidence, _other.Id, "Desk", "working", _forum.Tick()))));
        IsRefused("record.fork-declared", Bera.Judges(Arda.Signs(ForkDeclaration.Draft(_evidence, _one.Id, "Desk", "working", _forum.Tick()) with { Cites = [_one.Id] })));
    }

    private Statement Declares()
    {
        var declaration = Arda.Signs(ForkDeclaration.Draft(_evidence, _one.Id, "Desk", "working", _forum.Tick()));
        IsNew(Arda.Hears(declaration));
        return declaration;
    }

    // Cirra is told two more statements of the other branch, with the member's own key.
    private long LongerOther()
    {
        for (var i = 0; i < 2; i++)
        {
            _longer.Add(StatementSigner.Sign(Arda.Draft("more of it"), _forum.Id, ChannelId.Plenary, Arda.Id, Cirra.Record.Find(ChannelId.Plenary)!.Seen, 1, Arda.Key));
            IsNew(Cirra.Hears(_longer[^1]));
        }

        return Cirra.SizeOf(ChannelId.Plenary, Arda.Id);
    }

    private void NoteAll()
    {
        foreach (var party in _forum.Parties)
        {
            party.Record.Note(_evidence);
        }
    }

    private static (Statement, Jws) Read(Statement statement)
    {
        Assert.True(StatementGate.TryRead(statement.Compact, out var read, out var jws, out _));
        return (read, jws);
    }

    private static void IsNew(Admission admission) => Assert.True(admission is Admission.Admitted { IsNew: true }, admission.ToString());

    private static void IsRefused(string code, Admission admission) => Assert.True((admission as Admission.Refused)?.Code == code, $"expected {code}, found {admission}");
}
