using Comity.Domain.Dialogue;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>One clause of Arda's, issued by Cirra as a revision and put to decision. The silence of a test ends on its fifth day at noon in Tokyo.</summary>
internal sealed class DecisionScript
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public DecisionScript()
    {
        At(0);
        Text = Table.Opens();
        Clause = Table.Clause("Arda", Text);
        Revision = Table.Says("Cirra", new RevisionIssued(Text, null, "en", Day));
    }

    public TableScript Table { get; } = new();

    public StatementId Text { get; }

    public StatementId Clause { get; }

    public StatementId Revision { get; }

    /// <summary>Noon in Tokyo is 03:00 UTC.</summary>
    public static SilenceTerms Terms(DateOnly ends, ValueList<MemberId> parties) => new(
        SilenceTemplate.UnitedNations, ends, new("Asia/Tokyo", "12:00", DayCount.Calendar, false, parties.Select(p => new Capital(p, "Asia/Tokyo")).ToValueList()), 72, parties,
        ObjectionForm.InWriting, true);

    public static SilenceTerms FiveDays { get; } = Terms(Day.AddDays(4), [Arda, Bera, Cirra]) with
    {
        Clock = new("Asia/Tokyo", "12:00", DayCount.Calendar, false, [new(Arda, "Asia/Tokyo"), new(Bera, "Asia/Seoul"), new(Cirra, "America/New_York")]),
    };

    /// <summary>What the next to speak says the moment is: hours from the start; the silence ends after 99.</summary>
    public void At(double hours) => Table.Forum.Clock = Start.AddHours(hours);

    public StatementId Puts(DecisionMethod method) => Table.Says("Cirra", new DecisionProposed(Revision, method, null, Day));

    public StatementId PutsUnderSilence(SilenceTerms? terms = null) => Table.Says("Cirra", new DecisionProposed(Revision, DecisionMethod.Silence, terms ?? FiveDays, Day));

    /// <summary>Under silence, with receipts of these at once.</summary>
    public StatementId Silence(params string[] received)
    {
        var decision = PutsUnderSilence();
        foreach (var party in received)
        {
            Table.Says(party, new ReceiptGiven(decision, Day));
        }

        return decision;
    }

    public StatementId Shows(string party, StatementId decision) => Table.Says(party, new JournalShown(decision, Day));

    public StatementId Certifies(StatementId decision, params StatementId[] witnesses) => Table.Says("Cirra", new SilenceCertified(decision, witnesses.ToValueList(), Day));

    public static ObjectionMade Objection(StatementId decision) => new(decision, null, null, "en", Day);

    public DecisionFinding Found(int day = 0) => Table.On(Day.AddDays(day)).Decisions.Single();

    public string RuleOf(MemberId party, int day = 0) => Found(day).Parties.Single(p => p.Member == party).Rule;

    public string RuleOf(StatementId objection) => Found().Objections.Single(o => o.Id == objection).Rule;
}
