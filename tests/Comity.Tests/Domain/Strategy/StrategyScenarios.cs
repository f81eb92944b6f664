using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Record;

namespace Comity.Tests.Domain.Strategy;

public sealed class StrategyScenarios
{
    private static readonly DateOnly Day = new(2031, 3, 1);

    private readonly ForumScript _forum = new("Arda", "Bera");

    private StrategyFindings Now => StrategyRules.Judge(_forum.Said.Aggregate(StrategyFacts.None, StrategyFold.Apply), _forum.On(Day));

    [Fact]
    [Scenario("strategy.model.saved")]
    public void The_latest_version_of_a_model_stands()
    {
        var first = _forum.Says("Arda", Saved("Quarrel"));
        var second = _forum.Says("Arda", Saved("Quarrel, revised", first));

        var model = Assert.Single(Now.Models);

        Assert.Equal((first, second, 2, "Quarrel, revised"), (model.Id, model.Version, model.Versions, model.Title));
        Assert.Equal((ModelStanding.Saved, "strategy.model.saved"), (model.Standing, model.Rule));
    }

    [Fact]
    [Scenario("strategy.model.shared")]
    public void A_shared_model_is_a_matter_of_its_own()
    {
        _forum.Says("Arda", Saved("Quarrel"));
        var shared = _forum.Says("Arda", Shared("Quarrel"));

        Assert.Equal(2, Now.Models.Count);
        Assert.Equal(("strategy.model.shared", true), Now.Models.Where(m => m.Id == shared).Select(m => (m.Rule, m.Illustrative)).Single());
    }

    [Fact]
    [Scenario("strategy.model.withdrawn")]
    public void A_withdrawn_model_stands_again_when_it_is_saved_anew()
    {
        var first = _forum.Says("Arda", Saved("Quarrel"));
        _forum.Says("Arda", new ModelWithdrawn(first));
        Assert.Equal((ModelStanding.Withdrawn, "strategy.model.withdrawn"), Now.Models.Select(m => (m.Standing, m.Rule)).Single());

        _forum.Says("Arda", Saved("Quarrel", first));
        Assert.Equal(ModelStanding.Saved, Now.Models[0].Standing);
    }

    [Fact]
    [Scenario("strategy.bearing.saved")]
    public void The_last_word_on_what_can_be_borne_stands_and_is_the_models_authors()
    {
        var first = _forum.Says("Arda", Saved("Quarrel"));
        _forum.Says("Arda", Bearing(first, 1));
        var second = _forum.Says("Arda", Bearing(first, 2));
        var stranger = _forum.Says("Bera", Bearing(first, 3));

        var bearing = Assert.Single(Now.Bearings);
        Assert.Equal((first, second, "strategy.bearing.saved"), (bearing.Model, bearing.Version, bearing.Rule));
        Assert.Equal("strategy.reference.not-the-author", ReasonFor(stranger));
        Assert.Equal("strategy.reference.wrong-kind", ReasonFor(_forum.Says("Arda", new ModelWithdrawn(second))));
        Assert.Equal(1, Now.Models[0].Versions);
    }

    [Fact]
    [Scenario("strategy.body.unreadable")]
    public void A_model_that_cannot_be_read_is_kept_without_effect()
    {
        var unreadable = _forum.Says("Arda", "strategy.model-saved/1", """{"model":{}}""");

        Assert.Equal("strategy.body.unreadable", ReasonFor(unreadable));
        Assert.Empty(Now.Models);
    }

    [Fact]
    [Scenario("strategy.reference.unknown")]
    public void A_version_of_what_nobody_holds_waits_without_effect() =>
        Assert.Equal("strategy.reference.unknown", ReasonFor(_forum.Says("Arda", Saved("Quarrel", ForumScript.Nowhere()))));

    [Fact]
    [Scenario("strategy.reference.wrong-kind")]
    public void A_saved_version_does_not_continue_what_was_shared()
    {
        var shared = _forum.Says("Arda", Shared("Quarrel"));
        var unreadable = _forum.Says("Arda", "strategy.model-shared/1", "{}");

        Assert.Equal("strategy.reference.wrong-kind", ReasonFor(_forum.Says("Arda", Saved("Quarrel", shared))));
        Assert.Equal("strategy.reference.wrong-kind", ReasonFor(_forum.Says("Arda", new ModelWithdrawn(unreadable))));
        Assert.Equal(1, Now.Models[0].Versions);
    }

    [Fact]
    [Scenario("strategy.reference.not-the-first")]
    public void Every_version_names_the_first_one()
    {
        var first = _forum.Says("Arda", Saved("Quarrel"));
        var second = _forum.Says("Arda", Saved("Quarrel", first));

        Assert.Equal("strategy.reference.not-the-first", ReasonFor(_forum.Says("Arda", Saved("Quarrel", second))));
    }

    [Fact]
    [Scenario("strategy.reference.not-the-author")]
    public void Nobody_changes_or_withdraws_anothers_model()
    {
        var first = _forum.Says("Arda", Shared("Quarrel"));

        Assert.Equal("strategy.reference.not-the-author", ReasonFor(_forum.Says("Bera", new ModelWithdrawn(first))));
        Assert.Equal("strategy.reference.not-the-author", ReasonFor(_forum.Says("Bera", Shared("Mine now", first))));
        Assert.Equal(("Quarrel", ModelStanding.Shared), Now.Models.Select(m => (m.Title, m.Standing)).Single());
    }

    internal static ConflictModel Model(string title = "Quarrel") => new(
        ConflictModel.CaseSchema, "quarrel", title, null, null, [new("licence", "Arda: require a licence", null), new("answer", "Bera: answer in kind", OptionDirection.Forward)],
        [
            new("arda", "Arda", ["licence"], new(PreferenceKind.Statements, null, [new(["-N"], null, null), new(null, "licence IF answer", null)])),
            new("bera", "Bera", ["answer"], new(PreferenceKind.Ranking, [["NN"], ["YY", "NY"], ["YN"]], null)),
        ],
        [], null, null);

    internal static BearingSaved Bearing(StatementId model, int threshold) => new(model, new("arda", threshold, [new("makers", "Glass makers", 3, [new(["NY"], Stance.Vetoes, null)], Stance.Tolerates)]), "en");

    private static ModelSaved Saved(string title, StatementId? of = null) => new(of, Model(title), "YN", false, "en");

    private static ModelShared Shared(string title, StatementId? of = null) => new(of, Model(title), null, true, "en", null);

    private string? ReasonFor(StatementId id) => Now.Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;
}
