using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

/// <summary>The text people read says all that the data says, clause by clause, in each language.</summary>
public sealed class TermsClausesTests
{
    private static readonly string[] Tags = ["en", "ja", "ko"];

    public static TheoryData<string> Languages => [.. Tags];

    private static StandstillTerms Full { get; } = SomeTerms() with
    {
        Covered = [new("goods", "economy", "export-list", ForumScript.Nowhere("matter"), "Lists of goods")],
        Baseline = new(Day.AddDays(-2),
        [
            new("held-item", ForumScript.Nowhere("one"), Arda, "The old list", MeasureStage.InForce, Day.AddDays(-40), BaselineTreatment.Held),
            new("free-item", ForumScript.Nowhere("two"), Bera, "The new list", MeasureStage.Comment, Day.AddDays(-9), BaselineTreatment.RunsItsCourse),
        ]),
        Extension = new(ExtensionBy.Silence, 31),
        Days = new(7, 5, 6, 10),
        Check = new(CheckBy.Expert, Cirra),
        Public = [new(PublicWhat.Existence, null), new(PublicWhat.Findings, Day.AddDays(3))],
        Consequences = [Consequence.Consultation, Consequence.Suspension, Consequence.End],
        Relations = [new("pact", "Pact of 1999", RelationEffect.Prevails)],
        Clock = new("Asia/Tokyo", "17:30", DayCount.Working, true, [new(Arda, "Asia/Tokyo"), new(Bera, "Asia/Seoul")]),
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_clause_says_what_the_data_says(string language)
    {
        var clauses = Read(Full, language);
        void Says(string clause, params string[] parts) => Assert.All(parts, part => Assert.Contains(part, clauses[clause], StringComparison.Ordinal));

        Says("parties", "ARDA", "BERA");
        Says("scope", "Lists of goods", "economy", "export-list", ForumScript.Nowhere("matter").ToString());
        Says("baseline", Date(-2, language), "The old list", "ARDA", Date(-40, language), "The new list", "BERA", Date(-9, language));
        Says("carve-outs", "Judgments", "What shoppers do", "Complaints to the tribunal");
        Says("term", Date(0, language), Date(29, language), "30");
        Says("talks", "Talks on glass in Bera");
        Says("extension", "31", "10");
        Says("prior-notice", "7");
        Says("reply", "5");
        Says("check", "6", "CIRRA");
        Says("leave", "10");
        Says("public", Date(3, language));
        Says("relations", "Pact of 1999");
        Says("deadlines", "Asia/Tokyo", "17:30", "Asia/Seoul");
    }

    [Fact]
    public void Changing_anything_in_the_data_changes_a_clause_and_the_digest()
    {
        StandstillTerms[] others =
        [
            Full with { Bound = [Arda, Cirra] }, Full with { Covered = SomeTerms().Covered }, Full with { Covered = [Full.Covered[0] with { Kind = "licence" }] },
            Full with { Baseline = new(Day.AddDays(-2), []) }, Full with { Baseline = new(Day.AddDays(-3), Full.Baseline.Inventory) },
            Full with { Baseline = new(Day.AddDays(-2), [Full.Baseline.Inventory[0] with { Treatment = BaselineTreatment.RunsItsCourse }]) },
            Full with { Baseline = new(Day.AddDays(-2), [Full.Baseline.Inventory[0] with { Stage = MeasureStage.Decided }, Full.Baseline.Inventory[1]]) },
            Full with { CarveOuts = [] }, Full with { CarveOuts = [new("courts", CarveOutKind.Safety, "Judgments")] },
            Full with { Start = Day.AddDays(1) }, Full with { LastDay = Day.AddDays(30) }, Full with { Talks = "Other talks" },
            Full with { Extension = new(ExtensionBy.None, 0) }, Full with { Extension = new(ExtensionBy.Act, 31) }, Full with { Extension = new(ExtensionBy.Silence, 32) },
            Full with { Days = Full.Days with { PriorNotice = 8 } }, Full with { Days = Full.Days with { Reply = 8 } },
            Full with { Days = Full.Days with { Check = 8 } }, Full with { Days = Full.Days with { Leave = 8 } },
            Full with { Check = new(CheckBy.Joint, null) }, Full with { Check = new(CheckBy.Convener, null) }, Full with { Check = new(CheckBy.Expert, Bera) },
            Full with { Consequences = [Consequence.Consultation] }, Full with { Public = [] }, Full with { Public = [new(PublicWhat.Text, null)] },
            Full with { WithoutPrejudice = false }, Full with { Relations = [] }, Full with { Relations = [new("pact", "Pact of 1999", RelationEffect.Yields)] },
            Full with { Clock = Full.Clock with { Zone = "Asia/Seoul" } }, Full with { Clock = Full.Clock with { Hour = "18:00" } },
            Full with { Clock = Full.Clock with { Count = DayCount.Calendar } }, Full with { Clock = Full.Clock with { Roll = false } },
            Full with { Clock = Full.Clock with { Capitals = [new(Arda, "Asia/Tokyo"), new(Bera, "America/New_York")] } },
        ];
        foreach (var language in Tags)
        {
            Assert.All(others, other => Assert.NotEqual(Whole(Full, language), Whole(other, language)));
        }

        Assert.All(others, other => Assert.NotEqual(TermsDigest.Of(Full), TermsDigest.Of(other)));
        Assert.Equal(others.Length, others.Select(TermsDigest.Of).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_wording_is_used_by_some_terms_and_every_language_has_the_same(string language)
    {
        var codes = TermsText.Wording.CodesIn(CultureInfo.InvariantCulture);
        Assert.Equal(codes.Order(StringComparer.Ordinal), TermsText.Wording.CodesIn(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language)).Order(StringComparer.Ordinal));
        Assert.Equal(TermsClauses.Fixed.Count, TermsClauses.Fixed.Count(id => codes.Contains($"terms.{id}.heading")));
    }

    [Fact]
    public void The_digest_of_known_terms_is_known() =>
        // Written down once: what was accepted by digest must be found by any later edition.
        Assert.Equal("UW85P2nktq_UDb8qE2unqbhVjz33bPgT8lH1Hktq88o", TermsDigest.Of(SomeTerms()).ToString());

    private static Dictionary<string, string> Read(StandstillTerms terms, string language) =>
        TermsClauses.Of(terms, CultureInfo.GetCultureInfo(language), m => m.ToString().ToUpperInvariant())
            .ToDictionary(c => c.Id, c => string.Join('\n', c.Items.Select(i => i.Text).Prepend(c.Text).Prepend(c.Heading)), StringComparer.Ordinal);

    private static string Whole(StandstillTerms terms, string language) => string.Join("\n\n", Read(terms, language).Values);

    private static string Date(int day, string language) => Day.AddDays(day).ToString(
        language switch { "en" => "d MMMM yyyy", "ja" => "yyyy年M月d日", _ => "yyyy년 M월 d일" }, CultureInfo.GetCultureInfo(language));
}
