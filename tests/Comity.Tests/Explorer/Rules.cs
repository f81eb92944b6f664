using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Tests.Explorer;

/// <summary>The rules as they are. A mutant overrides one of them, so that a test sees the explorer find what that breaks.</summary>
internal class Rules
{
    public virtual bool KeepsEvidence => true;

    /// <summary>A statement is stored, then guarded, then told.</summary>
    public virtual bool StoresBeforeItTells => true;

    public virtual Admission Judge(ForumRecord record, Known said) => record.Judge(said.Statement, said.Jws, said.SignedBy);

    public virtual bool MaySign(IOwnPlaces own, IPeerAnswers peers, GuardContent guard) =>
        new StandingRules(own, peers, acceptLoss: false).Within(ChannelId.Plenary, guard, "lost") is Standing.Level;

    public virtual bool Takes(ForumRecord record, MemberId member, int index, Statement? before, IReadOnlyList<Known> branch) =>
        record.TakeBranch(ChannelId.Plenary, member, index, before, [.. branch.Select(b => (b.Statement, b.Jws))]) is null;

    /// <summary>Whom a sighting that does not match is charged to.</summary>
    public virtual MemberId ChargedFor(Statement sighting, MemberId named) => sighting.Member;

    public virtual bool IsFounded(ForumRecord record) => record.IsFounded;
}
