using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain.Disputes;

public sealed class DisputesFaultsTests
{
    private static readonly StatementId One = ForumScript.Nowhere("one");
    private static readonly StatementId Other = ForumScript.Nowhere("other");

    private static readonly LinkAsserted Link = new(One, Other, LinkRelation.Answers, Asserter.Author, null, "en", Basis.OwnAct, []);
    private static readonly StageRecorded Stage = new(One, MeasureStage.InForce, Day, DatePrecision.Month, null, null, "en", Basis.OwnAct, []);
    private static readonly AccountGiven Account = new(One, AccountStance.Adds, AccountForm.OwnWords, "So it was.", "en", Basis.OwnAct, []);
    private static readonly TranslationSupplied Translation = new(One, "title", "ja", "訳", TranslationQuality.Courtesy, "Office");
    private static readonly MeasureAnnounced Measure =
        new(One, "Licence", "en", MeasureNature.Other, false, MeasureEnd.ToBeRecorded, Basis.OwnAct, false, [], null);

    private static readonly (string Code, IBody Body)[] Faulty =
    [
        (DisputesFaultCodes.DateRange, Act() with { Date = new(1799, 12, 31) }),
        (DisputesFaultCodes.DateRange, Act() with { Deadline = new(2201, 1, 1) }),
        (DisputesFaultCodes.DateRange, Stage with { Date = new(9999, 12, 31) }),
        (DisputesFaultCodes.TitleLength, Act() with { Title = new('a', 301) }),
        (DisputesFaultCodes.TitleLength, Measure with { Title = " \t " }),
        (DisputesFaultCodes.DetailLength, Act() with { Detail = new('a', 4001) }),
        (DisputesFaultCodes.AccountLength, Account with { Text = "" }),
        (DisputesFaultCodes.WordsLength, Link with { Words = "" }),
        (DisputesFaultCodes.ExtentLength, Stage with { Extent = new('a', 501) }),
        (DisputesFaultCodes.NoteLength, Act() with { Note = "" }),
        (DisputesFaultCodes.ReferenceLength, Measure with { Reference = new('a', 65) }),
        (DisputesFaultCodes.NameLength, Act(0, new Actor(null, "", null))),
        (DisputesFaultCodes.SourceLength, new ActAffirmed(One, Basis.OwnAct, [new("", Confidence.Confirmed)])),
        (DisputesFaultCodes.TranslationLength, Translation with { Text = new('a', 8001) }),
        (DisputesFaultCodes.TranslatorLength, Translation with { Translator = "" }),
        (DisputesFaultCodes.TextCharacters, Act() with { Title = "A\0B" }),
        (DisputesFaultCodes.TextCharacters, Act() with { Detail = "\u0085" }),
        (DisputesFaultCodes.LanguageShape, Act() with { Language = "en\n" }),
        (DisputesFaultCodes.LanguageShape, Translation with { Language = "e" }),
        (DisputesFaultCodes.ActorsCount, Act() with { Actors = [] }),
        (DisputesFaultCodes.ActorsCount, Act() with { Addressees = Enumerable.Range(0, 17).Select(i => new Actor(null, $"{i}", null)).ToValueList() }),
        (DisputesFaultCodes.ActorsRepeated, Act(0, Of(Arda), Of(Bera), Of(Arda))),
        (DisputesFaultCodes.ActorMemberOrName, Act(0, new Actor(Arda, "Arda", null))),
        (DisputesFaultCodes.ActorOrganWithoutName, Act(0, new Actor(Arda, null, Arda))),
        (DisputesFaultCodes.SourcesCount, Account with { Sources = Enumerable.Repeat(new Source("Gazette", Confidence.Confirmed), 17).ToValueList() }),
        (DisputesFaultCodes.SourcesNeeded, Link with { Basis = Basis.PublicSource }),
        (DisputesFaultCodes.LinkSameAct, new LinkWithdrawn(One, One, LinkRelation.Answers)),
        (DisputesFaultCodes.CorrectionMissing, new ActAnswered(One, RecordAnswer.Corrected, null, "en")),
        (DisputesFaultCodes.TranslationField, Translation with { Field = "note" }),
        (DisputesFaultCodes.TranslationField, Translation with { Field = "actors.01" }),
        (DisputesFaultCodes.TranslationField, Translation with { Field = "actors.16" }),
        (DisputesFaultCodes.TranslationField, Translation with { Field = "actors.-1" }),
    ];

    [Fact]
    public void Each_fault_is_found_alone() => Assert.All(Faulty, f => Assert.Equal([f.Code], f.Body.Faults().Select(x => x.Code)));

    [Fact]
    public void Every_fault_code_has_an_example() =>
        Assert.Equal(DisputesFaultCodes.All.Order(StringComparer.Ordinal), Faulty.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_at_a_limit_is_fine() => Assert.All<IBody>(
        [
            Link, Stage, Account, Translation, Measure, Act() with { Title = string.Concat(Enumerable.Repeat("𠮷", 300)) },
            Act() with { Date = new(1800, 1, 1), Effective = new(2200, 12, 31), Detail = "one\n\ttwo", Language = "zh-Hant-TW" },
            Translation with { Field = "addressees.15" }, Translation with { Field = "actors.0" },
            Act(0, new Actor(null, "Court of Arda", Arda)), new LinkWithdrawn(One, Other, LinkRelation.Ends),
        ],
        body => Assert.Empty(body.Faults()));
}
