using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Xunit.Abstractions;

namespace Comity.Tests.Explorer;

/// <summary>One rule broken at a time: the explorer finds what follows, or it would find nothing in the rules as they are either.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    [Fact]
    public void Without_the_guard_a_restored_node_tells_two_stories() =>
        Finds(new WithoutGuard(), new Limits(2, 1) { Dishonesty = false }, "promise 3: nodes", "restored from its first day");

    [Fact]
    public void A_guard_that_is_believed_although_it_was_put_back_with_the_database_is_found_out() =>
        Finds(new Rules(), new Limits(2, 1, TiresWithOldCopy: true) { Dishonesty = false }, "promise 3: nodes", "guard and all");

    [Fact]
    public void Telling_before_storing_tells_two_stories() =>
        Finds(new TellsFirst(), new Limits(2, 1) { Dishonesty = false }, "promise 3: nodes", "is killed before it stores");

    [Fact]
    public void If_a_roster_may_go_back_a_stolen_key_goes_on_speaking() =>
        Finds(new RosterGoesBack(), new Limits(2, 0), "promise 3: a statement by an ended key", "adopts a second roster");

    [Fact]
    public void A_fork_that_is_not_looked_into_stays_unknown_to_those_who_met() =>
        Finds(new NoEvidence(), new Limits(2, 0), "promise 3: nodes", "first key");

    [Fact]
    public void An_invented_sighting_charged_to_the_journal_it_names_blames_the_honest() =>
        Finds(new ChargesTheNamed(), new Limits(2, 0), "is charged to another than its author", "invents a sighting");

    [Fact]
    public void What_is_admitted_before_what_it_saw_is_found() =>
        Finds(new IgnoresSight(), new Limits(2, 0) { Dishonesty = false }, "promise 6", "says");

    [Fact]
    public void Effect_before_all_have_accepted_is_found() =>
        Finds(new FoundedByMost(), new Limits(2, 0) { FromTheCharter = true }, "promise 5", "accepts");

    [Fact]
    public void Branches_that_nobody_takes_leave_two_histories() =>
        Finds(new TakesNoBranch(), new Limits(2, 0), "promise 1", "adopts a second roster");

    private void Finds(Rules mutant, Limits limits, string broken, string by)
    {
        var exploration = new Exploration(limits, mutant).Run();
        output.WriteLine(exploration.Report);
        output.WriteLine(exploration.Violation ?? "nothing found");
        Assert.NotNull(exploration.Violation);
        Assert.Contains(broken, exploration.Violation, StringComparison.Ordinal);
        Assert.Contains(by, exploration.Violation, StringComparison.Ordinal);
    }

    private sealed class WithoutGuard : Rules
    {
        public override bool MaySign(IOwnPlaces own, IPeerAnswers peers, GuardContent guard) => true;
    }

    private sealed class TellsFirst : Rules
    {
        public override bool StoresBeforeItTells => false;
    }

    private sealed class RosterGoesBack : Rules
    {
        public override Admission Judge(ForumRecord record, Known said) =>
            base.Judge(record, said) is Admission.Refused { Code: "record.roster.sequence" or "record.key" or "record.key-ended" } ? new Admission.Admitted(said.Statement.Id, IsNew: true) : base.Judge(record, said);
    }

    private sealed class NoEvidence : Rules
    {
        public override bool KeepsEvidence => false;
    }

    private sealed class ChargesTheNamed : Rules
    {
        public override MemberId ChargedFor(Statement sighting, MemberId named) => named;
    }

    private sealed class IgnoresSight : Rules
    {
        public override Admission Judge(ForumRecord record, Known said) =>
            base.Judge(record, said) is Admission.Waiting && record.Charter is not null && record.Find(ChannelId.Plenary)![said.Statement.Member].Size == said.Index
                ? new Admission.Admitted(said.Statement.Id, IsNew: true)
                : base.Judge(record, said);
    }

    private sealed class FoundedByMost : Rules
    {
        public override bool IsFounded(ForumRecord record) => record.Charter is not null && record.Find(ChannelId.Plenary)!.Journals.Count(j => j.Size > 0) >= 2;
    }

    private sealed class TakesNoBranch : Rules
    {
        public override bool Takes(ForumRecord record, MemberId member, int index, Statement? before, IReadOnlyList<Known> branch) => false;
    }
}
