using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>docs/spec/statement.md, "Authentic": which statement of a batch a later one of the same journal commits to.</summary>
public sealed class HeadCommitmentsTests
{
    private readonly ForumBuilder _forum = ForumBuilder.Founded();

    private Party Arda => _forum["Arda"];

    private Party Bera => _forum["Bera"];

    [Fact]
    public void The_last_of_a_run_commits_to_all_of_it()
    {
        var said = Says(Arda, 5);

        Assert.Equal([4, 4, 4, 4, 4], HeadCommitments.Of(Bera.Record, said));
    }

    [Fact]
    public void Journals_mixed_in_one_batch_have_a_head_each()
    {
        var (arda, cirra) = (Says(Arda, 3), Says(_forum["Cirra"], 2));

        Assert.Equal([4, 3, 4, 3, 4], HeadCommitments.Of(Bera.Record, [arda[0], cirra[0], arda[1], cirra[1], arda[2]]));
    }

    [Fact]
    public void What_is_held_already_what_is_no_statement_and_what_comes_after_a_gap_stands_for_itself()
    {
        var said = Says(Arda, 6);
        Bera.Hears(said[0]);

        Assert.Equal([0, 3, 2, 3, 4, 5], HeadCommitments.Of(Bera.Record, [said[0], said[1], null, said[2], said[4], said[5]]));
    }

    [Fact]
    public void A_head_that_says_another_root_commits_to_nobody()
    {
        var said = Says(Arda, 3);
        var seen = Arda.Record.Find(ChannelId.Plenary)!.Seen;
        var other = new Seen(seen.Select(s => s.Key == Arda.Id ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([1]) }) : s));

        Assert.Equal([0, 1, 2, 3], HeadCommitments.Of(Bera.Record, [.. said, Arda.Signs(Arda.Draft("another root"), seen: other)]));
    }

    [Fact]
    public void A_changed_statement_under_a_true_head_is_committed_to_by_nobody()
    {
        var said = Says(Arda, 3);
        var changed = Arda.Signs(Arda.Draft("other words"), seen: said[1].Seen);

        Assert.Equal([0, 1, 2], HeadCommitments.Of(Bera.Record, [said[0], changed, said[2]]));
    }

    [Fact]
    public void No_commitment_goes_across_a_change_of_roster_and_the_adoption_stands_for_itself()
    {
        var before = Says(Arda, 2);
        Arda.NewRoster();
        var adopted = Arda.AdoptsNewestRoster(ChannelId.Plenary);
        var after = Says(Arda, 2);

        Assert.Equal([1, 1, 2, 4, 4], HeadCommitments.Of(Bera.Record, [.. before, adopted, .. after]));
    }

    [Fact]
    public void Under_its_heads_key_a_statement_is_admitted_without_its_own_signature_and_under_no_other()
    {
        var compact = Arda.Says("words").Compact;
        Assert.True(StatementGate.TryRead(compact[..^86] + new string('A', 86), out var statement, out var jws, out _));

        Assert.IsType<Admission.Admitted>(Bera.Record.Judge(statement, jws, headKey: Arda.Key.Public));
        Assert.Equal("record.signature", Assert.IsType<Admission.Refused>(Bera.Record.Judge(statement, jws, headKey: Bera.Key.Public)).Code);
    }

    [Fact]
    public void An_adoption_is_admitted_by_its_own_signature_alone()
    {
        Arda.NewRoster();
        var compact = Arda.AdoptsNewestRoster(ChannelId.Plenary).Compact;
        Assert.True(StatementGate.TryRead(compact[..^86] + new string('A', 86), out var statement, out var jws, out _));

        Assert.Equal("record.signature", Assert.IsType<Admission.Refused>(Bera.Record.Judge(statement, jws, headKey: Arda.Key.Public)).Code);
    }

    [Fact]
    public void A_compact_range_says_the_trees_root_at_every_size_from_every_size()
    {
        var ids = Enumerable.Range(0, 40).Select(i => new StatementId(Hash256.Of([(byte)i]))).ToList();
        var whole = new MerkleTree();
        ids.ForEach(whole.Append);
        for (var from = 0; from <= ids.Count; from++)
        {
            var tree = new MerkleTree();
            ids.Take(from).ToList().ForEach(tree.Append);
            var range = CompactRange.Of(tree);
            Assert.Equal(whole.RootAt(from), range.Root);
            for (var size = from; size < ids.Count; size++)
            {
                range.Append(ids[size]);
                Assert.Equal((size + 1, whole.RootAt(size + 1)), (range.Size, range.Root));
            }
        }
    }

    private static List<Statement> Says(Party party, int count) => [.. Enumerable.Range(0, count).Select(i => party.Says($"words {i}"))];
}
