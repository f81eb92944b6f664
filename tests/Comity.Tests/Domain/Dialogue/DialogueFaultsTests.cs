using Comity.Domain.Dialogue;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

public sealed class DialogueFaultsTests
{
    private static readonly StatementId One = ForumScript.Nowhere("one");
    private static readonly StatementId Two = ForumScript.Nowhere("two");
    private static readonly TextOpened Text = new("A statement", ["en"], [Arda, Bera], Cirra, false, [], Day);
    private static readonly ClauseProposed Clause = new(One, null, null, [new("en", "The parties meet.")], [], Day);

    private static readonly DecisionProposed Decision = new(One, DecisionMethod.Silence, DecisionScript.Terms(Day.AddDays(4), [Arda, Bera]), Day);

    private static readonly (string Field, string Code, IBody Body)[] Faulty =
    [
        ("title", DialogueFaultCodes.TextLength, Text with { Title = " " }),
        ("words[0].text", DialogueFaultCodes.TextCharacters, Clause with { Words = [new("en", "a\0b")] }),
        ("words[0].text", DialogueFaultCodes.TextLength, Clause with { Words = [new("en", new string('a', 8_001))] }),
        ("languages[0]", DialogueFaultCodes.LanguageShape, Text with { Languages = ["e"] }),
        ("date", DialogueFaultCodes.DateRange, Text with { Date = new(1799, 12, 31) }),
        ("parties", DialogueFaultCodes.ListCount, Text with { Parties = [Arda] }),
        ("words", DialogueFaultCodes.ListCount, Clause with { Words = [] }),
        ("parties", DialogueFaultCodes.ListRepeated, Text with { Parties = [Arda, Arda] }),
        ("words", DialogueFaultCodes.ListRepeated, Clause with { Words = [new("en", "a"), new("en", "b")] }),
        ("by", DialogueFaultCodes.ListRepeated, new ClausesReplaced(One, [Two], [Two], Day)),
        ("after", DialogueFaultCodes.GivenWrongly, Clause with { Under = One, After = Two }),
        ("silence", DialogueFaultCodes.GivenWrongly, Decision with { Silence = null }),
        ("silence.form", DialogueFaultCodes.GivenWrongly, Decision with { Silence = Decision.Silence! with { Form = ObjectionForm.WithReasons } }),
        ("silence.ends", DialogueFaultCodes.DateOrder, Decision with { Silence = Decision.Silence! with { Ends = Day.AddDays(-1) } }),
        ("silence.minimumHours", DialogueFaultCodes.NumberRange, Decision with { Silence = Decision.Silence! with { MinimumHours = 71 } }),
        ("silence.minimumHours", DialogueFaultCodes.NumberRange, Decision with { Silence = Decision.Silence! with { Template = SilenceTemplate.Osce, MinimumHours = 721 } }),
        ("silence.clock.zone", DialogueFaultCodes.ZoneUnknown, Decision with { Silence = Decision.Silence! with { Clock = Decision.Silence.Clock with { Zone = "Asia/Nowhere" } } }),
        ("silence.clock.hour", DialogueFaultCodes.HourShape, Decision with { Silence = Decision.Silence! with { Clock = Decision.Silence.Clock with { Hour = "24:01" } } }),
        ("silence.mayObject", DialogueFaultCodes.ListCount, Decision with { Silence = Decision.Silence! with { MayObject = [] } }),
        ("present", DialogueFaultCodes.ListCount, new DecisionRecorded(One, [Arda], Day)),
        ("reasons", DialogueFaultCodes.TextLength, new ObjectionMade(One, "", null, "en", Day)),
        ("words[0].text", DialogueFaultCodes.BracketsUnbalanced, Clause with { Words = [new("en", "shall] [should")] }),
        ("words[0].text", DialogueFaultCodes.BracketsUnbalanced, new WordingProposed(One, [], [new("en", "[shall")], Day)),
        ("words[0].text", DialogueFaultCodes.BracketsDepth, Clause with { Words = [new("en", "[[[[[[[[[a]]]]]]]]]")] }),
    ];

    [Fact]
    public void Each_fault_is_found_alone_at_its_field() => Assert.All(Faulty, f => Assert.Equal([(f.Field, f.Code)], f.Body.Faults().Select(x => (x.Field, x.Code))));

    [Fact]
    public void Every_fault_code_has_an_example() =>
        Assert.Equal(DialogueFaultCodes.All.Order(StringComparer.Ordinal), Faulty.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_well_formed_has_no_fault() => Assert.All<IBody>(
        [Text, Clause, Decision, Decision with { Silence = Decision.Silence! with { Template = SilenceTemplate.Own, Form = ObjectionForm.WithAmendment, MinimumHours = 0 } }, new WordingProposed(One, [One], [], Day), Clause with { Words = [new("en", "[[[[[[[[a]]]]]]]] \\] \\[")] }], b => Assert.Empty(b.Faults()));
}
