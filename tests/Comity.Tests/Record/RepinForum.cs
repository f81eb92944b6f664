using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Tests.Record;

/// <summary>A founded forum in which Arda's root is lost, and the others say what they say of it, each on a day of its own choosing.</summary>
internal sealed class RepinForum
{
    private static readonly DateTimeOffset FirstDay = new(2031, 5, 1, 9, 0, 0, TimeSpan.Zero);

    public ForumBuilder Forum { get; } = ForumBuilder.Founded();

    public List<Statement> Said { get; } = [];

    public SigningKey NewRoot { get; } = SigningKey.Generate();

    public Party Arda => Forum["Arda"];

    public Party Bera => Forum["Bera"];

    public Party Cirra => Forum["Cirra"];

    public RepinFindings Findings => RepinChains.Judge(Bera.Record);

    public string OldRoot => Arda.Root.Public.Thumbprint;

    public Statement Proposes(Party author, int day, string? to = null, int waiting = 30, Party? member = null, string? from = null, bool told = true) => Says(
        author, RecordKinds.RepinProposed, RepinProposal.BodyOf((member ?? Arda).Id, from ?? (member ?? Arda).Root.Public.Thumbprint, to ?? NewRoot.Public.Thumbprint, waiting), day, [], told);

    public Statement Accepts(Party author, Statement proposal, int day, bool told = true) => Naming(author, RecordKinds.RepinAccepted, proposal, day, [], told);

    public Statement Vetoes(Party author, Statement proposal, int day, bool told = true) => Naming(author, RecordKinds.RepinVetoed, proposal, day, [], told);

    public Statement Closes(Party author, Statement proposal, int day, params Statement[] acceptances) => Naming(author, RecordKinds.RepinClosed, proposal, day, acceptances, told: true);

    public Statement Naming(Party author, string kind, Statement proposal, int day, Statement[] cites, bool told) =>
        Says(author, kind, RepinProposal.BodyNaming(proposal.Id), day, [proposal.Id, .. cites.Select(c => c.Id)], told);

    public Statement Says(Party author, string kind, JsonObject body, int day, StatementId[] cites, bool told)
    {
        var said = author.Signs(new StatementDraft(kind, null, null, cites.ToValueList(), body, author.Name + " desk", "head", FirstDay.AddDays(day)));
        Assert.IsType<Admission.Admitted>(author.Hears(said));
        Said.Add(said);
        if (told)
        {
            TellAll();
        }

        return said;
    }

    public void TellAll()
    {
        foreach (var party in Forum.Parties)
        {
            foreach (var statement in Forum.Said.Concat(Said))
            {
                party.Hears(statement);
            }
        }
    }

    /// <summary>Proposed, accepted by the other, closed by both after thirty days.</summary>
    public Statement Repinned()
    {
        var proposal = Proposes(Bera, 0);
        var accepted = Accepts(Cirra, proposal, 1);
        Closes(Bera, proposal, 30, accepted);
        Closes(Cirra, proposal, 31, accepted);
        return proposal;
    }

    /// <summary>The roster under the new root, and its adoption as Arda's node would make it.</summary>
    public (Roster Roster, SigningKey Key, StatementDraft Draft) Adoption(SigningKey? root = null, bool withCertificates = true, int sequence = 2)
    {
        var key = SigningKey.Generate();
        var compact = Roster.Sign(root ?? NewRoot, Arda.Id, sequence, Arda.Roster.Id, [key.Public]);
        Assert.True(Roster.TryRead(compact, out var roster, out _));
        var certificates = withCertificates ? RepinChains.Certificates(Bera.Record, Arda.Id, roster.Root.Thumbprint) : null;
        return (roster, key, Founding.Opening(Forum.Id, ChannelId.Plenary, compact, "Arda desk", "head", FirstDay.AddDays(40), certificates, isFirst: false));
    }

    public Statement Adopts(ChannelId? channel = null, SigningKey? root = null, bool withCertificates = true)
    {
        var (roster, key, draft) = Adoption(root, withCertificates);
        return Arda.Signs(draft, channel, roster: roster.Sequence, key: key);
    }

    public string StandingOf(Statement proposal) => Findings.Proposals.Single(p => p.Proposal.Id == proposal.Id).Standing;

    public string? WhyNot(Statement statement) => Findings.Ineffective.GetValueOrDefault(statement.Id);
}
