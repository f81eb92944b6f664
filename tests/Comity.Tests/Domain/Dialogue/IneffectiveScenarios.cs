using Comity.Domain.Dialogue;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>What is kept and has no effect, each with its reason.</summary>
public sealed class IneffectiveScenarios
{
    private readonly TableScript _table = new();
    private readonly StatementId _text;
    private readonly StatementId _clause;

    public IneffectiveScenarios()
    {
        _text = _table.Opens();
        _clause = _table.Clause("Arda", _text);
    }

    [Fact]
    [Scenario("dialogue.body.unreadable")]
    public void A_body_that_cannot_be_read() => Assert.Equal("dialogue.body.unreadable", _table.ReasonFor(_table.Forum.Says("Arda", "dialogue.text-opened/1", "{}")));

    [Fact]
    [Scenario("dialogue.reference.unknown")]
    public void A_reference_to_what_nobody_said()
    {
        Assert.Equal("dialogue.reference.unknown", _table.ReasonFor(_table.States("Arda", ForumScript.Nowhere())));
        Assert.Equal("dialogue.reference.unknown", _table.ReasonFor(_table.Clause("Arda", _text, after: ForumScript.Nowhere())));
    }

    [Fact]
    [Scenario("dialogue.reference.wrong-kind")]
    public void A_reference_to_something_else()
    {
        Assert.Equal("dialogue.reference.wrong-kind", _table.ReasonFor(_table.States("Arda", _text)));
        Assert.Equal("dialogue.reference.wrong-kind", _table.ReasonFor(_table.Clause("Arda", _text, under: _text)));
    }

    [Fact]
    [Scenario("dialogue.reference.ineffective")]
    public void A_reference_to_what_has_no_effect()
    {
        var lost = _table.Clause("Arda", _text, after: ForumScript.Nowhere());
        Assert.Equal("dialogue.reference.ineffective", _table.ReasonFor(_table.Clause("Arda", _text, after: lost)));
        Assert.Equal("dialogue.reference.ineffective", _table.ReasonFor(_table.States("Arda", lost)));
    }

    [Fact]
    [Scenario("dialogue.reference.another-text")]
    public void A_clause_placed_after_one_of_another_text()
    {
        var other = _table.Says("Cirra", new TextOpened("Another", ["en"], [Arda, Bera], Arda, false, [_text], Day));
        Assert.Equal("dialogue.reference.another-text", Reason(_table.Clause("Arda", other, after: _clause)));
        Assert.Equal("dialogue.reference.another-text", Reason(_table.Says("Arda", new ClausesReplaced(other, [_clause], [_table.Clause("Arda", _text)], Day))));
        Assert.Equal("dialogue.author.not-at-the-table", Reason(_table.Clause("Cirra", other)));

        string? Reason(StatementId id) => _table.Now.Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;
    }

    [Fact]
    [Scenario("dialogue.reference.another-clause")]
    public void Words_meant_to_follow_those_of_another_clause() =>
        Assert.Equal("dialogue.reference.another-clause", _table.ReasonFor(_table.Words("Arda", _table.Clause("Arda", _text), "Words.", _clause)));

    [Fact]
    [Scenario("dialogue.author.not-at-the-table")]
    [Scenario("dialogue.author.not-a-party")]
    public void Somebody_who_is_no_party()
    {
        var table = new TableScript();
        var text = table.Says("Cirra", new TextOpened("A pact", ["en"], [Arda, Bera], Bera, false, [], Day));
        var clause = table.Clause("Arda", text);

        Assert.Equal("dialogue.author.not-at-the-table", table.ReasonFor(table.Clause("Cirra", text)));
        Assert.Equal("dialogue.author.not-at-the-table", table.ReasonFor(table.Words("Cirra", clause, "Words.")));
        Assert.Equal("dialogue.author.not-a-party", table.ReasonFor(table.States("Cirra", clause)));
    }

    [Fact]
    [Scenario("dialogue.author.not-the-author")]
    public void Somebody_elses_words_withdrawn() => Assert.Equal("dialogue.author.not-the-author", _table.ReasonFor(_table.Says("Bera", new WordingWithdrawn(_clause, Day))));

    [Fact]
    [Scenario("dialogue.author.not-the-chair")]
    public void A_revision_by_somebody_else() =>
        Assert.Equal("dialogue.author.not-the-chair", _table.ReasonFor(_table.Says("Arda", new RevisionIssued(_text, null, "en", Day))));
}
