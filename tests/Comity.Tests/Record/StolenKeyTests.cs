using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>A thief and the owner of a key write at one index; the owner's branch adopts a higher roster. Whatever a holder hears first, it ends with the owner's.</summary>
public sealed class StolenKeyTests
{
    [Fact]
    public void In_whatever_order_holders_hear_of_it_the_branch_of_the_higher_roster_goes_on()
    {
        foreach (var seed in Enumerable.Range(0, 60))
        {
            var random = new Random(seed);
            var forum = ForumBuilder.Founded();
            var arda = forum["Arda"];
            var thief = new List<Statement>();
            var copy = new ForumRecord(forum.Id, arda.Id);
            var held = forum.Said.ToList();
            held.ForEach(s => Append(copy, s));
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                thief.Add(Steal(forum, copy, arda.Draft($"stolen {i}")));
            }

            var owner = new List<Statement>();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                owner.Add(arda.Says($"own {i}"));
            }

            Assert.True(ForkEvidence.TryBuild(forum.CharterStatement, [arda.Roster], thief[0], owner[0], out var evidence, out var fault), fault?.Message);
            if (random.Next(2) == 0)
            {
                thief.Add(Steal(forum, copy, ForkDeclaration.Draft(evidence, thief[0].Id, "Desk", "working", forum.Tick())));
            }

            arda.NewRoster();
            owner.Add(arda.AdoptsNewestRoster(ChannelId.Plenary));
            owner.Add(arda.Says("the stolen key has ended"));

            foreach (var holder in new[] { forum["Bera"], forum["Cirra"] })
            {
                Hear(holder, thief, owner, evidence, forum.CharterStatement, random);
                Assert.True(arda.Record.Find(ChannelId.Plenary)![arda.Id].Head == holder.Record.Find(ChannelId.Plenary)![arda.Id].Head, $"seed {seed}, {holder.Name}");
                Assert.Equal("record.key-ended", Assert.IsType<Admission.Refused>(holder.Judges(Late(forum, arda))).Code);
            }
        }
    }

    // Statements of both branches in any mixture, the evidence somewhere between; in the end the node is offered the other branch, as a peer would.
    private static void Hear(Party holder, List<Statement> thief, List<Statement> owner, ForkEvidence evidence, Statement charter, Random random)
    {
        var (one, other) = random.Next(2) == 0 ? (thief, owner) : (owner, thief);
        foreach (var statement in one.Take(random.Next(one.Count + 1)).Concat(other))
        {
            holder.Hears(statement);
            if (random.Next(2) == 0 && holder.Record.Takes(evidence))
            {
                holder.Record.Note(evidence);
            }
        }

        holder.Record.Note(evidence);
        // Also where it holds the beginning of the owner's branch: a journal known to be forked stands still until what decides it is seen whole.
        if (holder.Judges(owner[^1]) is not Admission.Admitted)
        {
            Assert.Null(holder.Record.TakeBranch(ChannelId.Plenary, owner[0].Member, owner[0].Index, charter, [.. owner.Select(Read)]));
        }

        owner.ForEach(s => holder.Hears(s));

        // The thief's branch, offered again, is not taken back.
        Assert.NotNull(holder.Record.TakeBranch(ChannelId.Plenary, owner[0].Member, owner[0].Index, charter, [.. thief.Select(Read)]));
    }

    private static Statement Steal(ForumBuilder forum, ForumRecord copy, StatementDraft draft)
    {
        var stolen = StatementSigner.Sign(draft, forum.Id, ChannelId.Plenary, forum["Arda"].Id, copy.Find(ChannelId.Plenary)!.Seen, 1, forum["Arda"].KeyOf(1));
        copy.Append(stolen);
        return stolen;
    }

    private static Statement Late(ForumBuilder forum, Party arda) => StatementSigner.Sign(
        arda.Draft("too late"), forum.Id, ChannelId.Plenary, arda.Id, arda.Record.Find(ChannelId.Plenary)!.Seen, 1, arda.KeyOf(1));

    private static void Append(ForumRecord record, Statement statement)
    {
        var (read, jws) = Read(statement);
        if (record.Judge(read, jws) is Admission.Admitted { IsNew: true })
        {
            record.Append(read);
        }
    }

    private static (Statement Statement, Jws Jws) Read(Statement statement) =>
        StatementGate.TryRead(statement.Compact, out var read, out var jws, out var fault) ? (read, jws) : throw new InvalidOperationException(fault.Message);
}
