using Comity.Domain;
using Comity.Domain.Dialogue;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>Arda, Bera and Cirra draft a text, Cirra in the chair. Everybody has seen all that was said unless a test says otherwise.</summary>
internal sealed class TableScript
{
    public static readonly DateOnly Day = new(2026, 3, 2);

    public static readonly MemberId Arda = ForumScript.Member("Arda");
    public static readonly MemberId Bera = ForumScript.Member("Bera");
    public static readonly MemberId Cirra = ForumScript.Member("Cirra");

    public ForumScript Forum { get; } = new("Cirra", "Arda", "Bera");

    public StatementId Says(string party, IBody body) => Forum.SaysHavingSeen(party, body, Forum.Said.Select(s => s.Id).ToArray());

    /// <summary>Says it having seen everything but these statements, and what their authors said after them.</summary>
    public StatementId SaysWithoutHavingSeen(string party, IBody body, params StatementId[] unseen)
    {
        var from = Forum.Said.Where(s => unseen.Contains(s.Id)).GroupBy(s => s.Author).ToDictionary(g => g.Key, g => g.Min(s => s.Index));
        return Forum.SaysHavingSeen(party, body, Forum.Said.Where(s => s.Index < from.GetValueOrDefault(s.Author, long.MaxValue)).Select(s => s.Id).ToArray());
    }

    public StatementId Opens(bool wholeOnly = false) => Says("Cirra", new TextOpened("A statement on the bay", ["en"], [Arda, Bera, Cirra], Cirra, wholeOnly, [], Day));

    public StatementId Clause(string party, StatementId text, string words = "The parties meet.", StatementId? after = null, StatementId? under = null) =>
        Says(party, new ClauseProposed(text, under, after, [new("en", words)], [], Day));

    public StatementId Words(string party, StatementId clause, string words, params StatementId[] follows) => Says(party, Wording(clause, words, follows));

    public static WordingProposed Wording(StatementId clause, string words, params StatementId[] follows) =>
        new(clause, follows.ToValueList(), words.Length == 0 ? [] : [new("en", words)], Day);

    public StatementId States(string party, StatementId on, Stance stance = Stance.Support) => Says(party, Position(on, stance));

    public static PositionStated Position(StatementId on, Stance stance) => new(on, stance, null, "en", Day);

    /// <summary>Everybody agrees.</summary>
    public void Agree(StatementId on, params string[] parties)
    {
        foreach (var party in parties.Length == 0 ? ["Arda", "Bera", "Cirra"] : parties)
        {
            States(party, on);
        }
    }

    public DialogueFacts Facts => Forum.Said.Aggregate(DialogueFacts.None, DialogueFold.Apply);

    public DialogueFindings Now => On(Day);

    public DialogueFindings On(DateOnly day) => DialogueRules.Judge(Facts, Forum.On(day));

    public TextFinding Text => Now.Texts.Single();

    public ClauseFinding Found(StatementId clause) => Text.Clauses.Single(c => c.Id == clause);

    public string? ReasonFor(StatementId id) => Now.Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;
}
