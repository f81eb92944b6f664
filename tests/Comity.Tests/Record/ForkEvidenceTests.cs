using Comity.Cli;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>docs/spec/forks.md, "Evidence": what proves a fork to anybody, and what proves nothing.</summary>
public sealed class ForkEvidenceTests
{
    private readonly ForumBuilder _forum = ForumBuilder.Founded();

    private Party Arda => _forum["Arda"];

    private Party Bera => _forum["Bera"];

    [Fact]
    public void Nobody_tells_two_stories_two_statements_at_one_index_prove_a_fork_from_their_text_alone()
    {
        var (one, other) = TwoStories();
        var evidence = Build(one, other);

        Assert.True(ForkEvidence.TryRead(evidence.Text, out var read, out _));
        Assert.Equal((_forum.Id, Arda.Id, ChannelId.Plenary, 1L), (read.ForumId, read.Member, read.Channel, read.Index));
        Assert.Equal(new[] { one.Id, other.Id }.Order(), new[] { read.First.Id, read.OtherId }.Order());
    }

    [Fact]
    public void One_pair_has_one_id_and_one_text_whoever_writes_it_down()
    {
        var (one, other) = TwoStories();
        Assert.Equal(Build(one, other).Text, Build(other, one).Text);
        Assert.Equal(Build(one, other).Id, Build(other, one).Id);
    }

    [Fact]
    public void A_bit_changed_anywhere_in_evidence_proves_nothing()
    {
        var (one, other) = TwoStories();
        var text = Build(one, other).Text;
        for (var at = 0; at < text.Length; at += at < 200 ? 1 : 7)
        {
            var changed = text.ToCharArray();
            changed[at] ^= (char)(1 << (at % 7));
            Assert.False(ForkEvidence.TryRead(new string(changed), out _, out _), $"bit {at % 7} of character {at}: {text[at]} to {changed[at]}");
        }

        foreach (var shorter in new[] { text[..^1], text + "\n", text + text, text.Replace("\n", "\r\n", StringComparison.Ordinal), "" })
        {
            Assert.False(ForkEvidence.TryRead(shorter, out _, out var fault));
            Assert.Equal("record.fork.form", fault.Code);
        }
    }

    [Fact]
    public async Task A_later_statement_that_commits_to_another_proves_a_fork_without_showing_the_other()
    {
        var (other, hidden) = TwoStories();
        Assert.IsType<Admission.Admitted>(Arda.Hears(hidden));
        var later = Arda.Says("built on the hidden one");
        var path = Arda.Record.Find(ChannelId.Plenary)![Arda.Id].Tree.InclusionProof(1, 2);

        Assert.True(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], other, later, hidden.Id, path, out var evidence, out var fault), fault?.Message);
        Assert.True(evidence.IsCommitment);
        Assert.Equal(Build(other, hidden).Id, evidence.Id);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, evidence.Text);
            Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", file]));
            await File.WriteAllTextAsync(file, evidence.Text.Replace($"leaf {hidden.Id}", $"leaf {other.Id}", StringComparison.Ordinal));
            Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", file]));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], hidden, later, hidden.Id, path, out _, out fault));
        Assert.Equal("record.fork.path", fault.Code);
        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], other, later, new StatementId(Hash256.Of([1])), path, out _, out fault));
        Assert.Equal("record.fork.path", fault.Code);
    }

    [Fact]
    public void Nobody_is_framed_by_what_another_invents_to_have_seen()
    {
        var (one, _) = TwoStories();
        var invented = new Seen(Bera.Record.Find(ChannelId.Plenary)!.Seen.Select(s => s.Key == Arda.Id ? KeyValuePair.Create(s.Key, new TreeHead(2, Hash256.Of([3]))) : s));
        var lie = Bera.Signs(Bera.Draft("Arda said otherwise"), seen: invented);

        IsNothing("record.fork.journal", one, lie);
        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster, Bera.Roster], one, lie, new StatementId(Hash256.Of([3])), [], out _, out var fault));
        Assert.Equal("record.fork.journal", fault.Code);
    }

    [Fact]
    public void Nobody_is_framed_by_a_statement_signed_with_another_members_key_or_a_root_of_its_own()
    {
        var (one, _) = TwoStories();
        IsNothing("record.fork.signature", one, Forged(Bera.Key, 1));

        using var root = SigningKey.Generate();
        using var key = SigningKey.Generate();
        Assert.True(Roster.TryRead(Roster.Sign(root, Arda.Id, 1, null, [key.Public]), out var invented, out _));
        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [invented], one, Forged(key, 1), out _, out var fault));
        Assert.Equal("record.fork.roster", fault.Code);
    }

    [Fact]
    public void Nobody_is_framed_by_an_ended_key_beside_a_statement_under_the_roster_that_ended_it()
    {
        Arda.NewRoster();
        Arda.AdoptsNewestRoster(ChannelId.Plenary);
        var genuine = Arda.Says("under the new roster");
        var stolen = Arda.Signs(Arda.Draft("with the ended key"), seen: At(genuine), roster: 1);

        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, Arda.Record.Find(ChannelId.Plenary)![Arda.Id].Forks.Rosters, genuine, stolen, out _, out var fault));
        Assert.Equal("record.fork.roster", fault.Code);

        // Two statements by the ended key prove something to a stranger, and nothing to a holder: before that index the journal relied on another roster.
        var again = Arda.Signs(Arda.Draft("again with the ended key"), seen: At(genuine), roster: 1);
        Assert.True(ForkEvidence.TryBuild(_forum.CharterStatement, Arda.Record.Find(ChannelId.Plenary)![Arda.Id].Forks.Rosters, stolen, again, out var byThief, out _));
        Assert.False(Arda.Record.Takes(byThief));
    }

    [Fact]
    public void The_same_statement_twice_or_at_two_indices_proves_nothing()
    {
        var (one, _) = TwoStories();
        Arda.Hears(one);
        IsNothing("record.fork.same", one, one);
        IsNothing("record.fork.same", one, Arda.Says("next"));
    }

    private (Statement One, Statement Other) TwoStories() => (Arda.Signs(Arda.Draft("one story")), Arda.Signs(Arda.Draft("another story")));

    private Statement Forged(SigningKey key, int roster) => Arda.Signs(Arda.Draft("in Arda's name"), roster: roster, key: key);

    private static Seen At(Statement statement) => statement.Seen;

    private ForkEvidence Build(Statement one, Statement other)
    {
        Assert.True(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], one, other, out var evidence, out var fault), fault?.ToString());
        return evidence;
    }

    private void IsNothing(string code, Statement one, Statement other)
    {
        var (lower, higher) = one.Id.CompareTo(other.Id) < 0 ? (one, other) : (other, one);
        Assert.False(ForkEvidence.TryBuild(_forum.CharterStatement, [Arda.Roster], lower, higher, out _, out var fault));
        Assert.Equal(code, fault.Code);
    }
}
