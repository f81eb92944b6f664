using Comity.Domain.Strategy;
using Comity.Node.Strategy;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Comity.Tests.Node.Strategy;

public sealed class DraftTests
{
    [Fact]
    public void A_model_comes_back_from_its_form_as_it_was()
    {
        var model = Illustration.Model with { Merged = [new("end", "-Y----", "NYNNNN")], DisallowedMoves = [new("us", "-----Y", "-----N")] };
        var draft = DraftModel.Of(model, Illustration.StatusQuo, illustrative: true, "en", "dialogue");

        var (again, statusQuo) = DraftModel.Read(DraftForm.Read(Posted(draft)));

        Assert.Equal(Illustration.StatusQuo, statusQuo);
        Assert.Equal(model.Options, again.Options);
        Assert.Equal(model.Infeasible, again.Infeasible);
        Assert.Equal(model.Merged, again.Merged);
        Assert.Equal(model.DisallowedMoves, again.DisallowedMoves);
        Assert.Equal(model.DecisionMakers.Select(d => (d.Id, d.Options)), again.DecisionMakers.Select(d => (d.Id, d.Options)));
        Assert.Equal(6, again.DecisionMakers[0].Preference.Statements!.Count);
    }

    [Theory]
    [InlineData("up:dm[0].s[1]", new[] { "accept", "NOT controls", "NOT liquidate" })]
    [InlineData("down:dm[0].s[0]", new[] { "accept", "NOT controls", "NOT liquidate" })]
    [InlineData("up:dm[0].s[0]", new[] { "NOT controls", "accept", "NOT liquidate" })]
    [InlineData("remove:dm[0].s[1]", new[] { "NOT controls", "NOT liquidate" })]
    [InlineData("up:dm[7].s[0]", new[] { "NOT controls", "accept", "NOT liquidate" })]
    public void A_row_moves_as_asked_and_nothing_else_changes(string asked, string[] wanted)
    {
        var draft = Draft();
        draft.Makers[0].Statements.RemoveRange(3, 3);

        var moved = DraftForm.Read(Posted(draft, asked));

        Assert.Equal(wanted, moved.Makers[0].Statements.Select(s => s.Words));
        Assert.Equal(draft.Makers[1].Statements, moved.Makers[1].Statements);
        Assert.Equal(draft.Options.Select(o => (o.Id, o.Name, o.Owner, o.Direction, o.Now)), moved.Options.Select(o => (o.Id, o.Name, o.Owner, o.Direction, o.Now)));
    }

    [Fact]
    public void An_added_row_is_there_and_a_blank_one_is_not_saved()
    {
        var draft = DraftForm.Read(Posted(Draft(), "add:option"));
        Assert.Equal(7, draft.Options.Count);
        Assert.Equal(6, DraftForm.Read(Posted(draft)).Options.Count);
    }

    [Fact]
    public void Every_fault_stands_at_the_field_where_it_was_typed()
    {
        var draft = Draft();
        draft.Title = "";
        draft.Options[2].Owner = "";
        draft.Options[1].Id = "two words";
        draft.Infeasible[0] = "YY";
        draft.Merged = "end Y";
        DraftModel.Read(draft);
        Assert.Equal(["title", "option[1].id", "option[2].owner", "infeasible[0]", "merged"], draft.Faults.Select(f => f.Field).Distinct());

        draft = Draft();
        draft.Makers[0].Statements[1] = new("accept AND (", "");
        draft.Makers[2].Kind = "ranking";
        draft.Makers[2].Ranking = "NNNNNN YYNNNN\nNNNNNN";
        DraftModel.Read(draft);
        Assert.Equal(["dm[0].s[1].words"], draft.Faults.Select(f => f.Field));
        draft.Makers[0].Statements[1] = new("accept", "");
        draft.Faults.Clear();
        DraftModel.Read(draft);
        var ranking = Assert.Single(draft.Faults);
        Assert.Equal("dm[2].ranking", ranking.Field);
        Assert.Contains("twice: NNNNNN; no state: YYNNNN", ranking.Message);
    }

    [Fact]
    public void A_state_of_today_that_cannot_be_is_told()
    {
        var draft = Draft();
        draft.Options[0].Now = draft.Options[1].Now = true;
        DraftModel.Read(draft);
        Assert.Equal(["statusQuo"], draft.Faults.Select(f => f.Field));
    }

    [Theory]
    [InlineData("Y-, -N", 2, "Y-|-N")]
    [InlineData("licence IF answer", 2, null)]
    public void Patterns_and_conditions_are_told_apart(string typed, int options, string? patterns) =>
        Assert.Equal(patterns, ConditionWords.Read(typed, null, options).AnyOf is { } any ? string.Join('|', any) : null);

    [Fact]
    public void A_short_name_that_is_a_word_of_the_language_is_quoted() =>
        Assert.Equal("\"not\" AND NOT \"2\"", ConditionWords.Of(["YN"], [new("not", "A", null), new("2", "B", null)]));

    [Theory]
    [InlineData("licence AND NOT answer", "YN")]
    [InlineData("licence IF answer", "Y-|-N")]
    [InlineData("NOT (licence OR answer)", "NN")]
    [InlineData("licence IFF answer", "YY|NN")]
    [InlineData("N-, -Y", "N-|-Y")]
    [InlineData("tariff", null)]
    public void Outcomes_in_words_become_patterns(string typed, string? patterns)
    {
        var model = Comity.Tests.Domain.Strategy.StrategyScenarios.Model();
        Assert.Equal(patterns, ConditionPatterns.Of(typed, model) is { } found ? string.Join('|', found) : null);
    }

    [Fact]
    public void What_can_be_borne_comes_back_from_its_form_and_a_line_that_cannot_be_read_stays()
    {
        var model = Comity.Tests.Domain.Strategy.StrategyScenarios.Model();
        var party = new HomeParty("arda", -2, [new("c1", "Glass makers", 3, [new(["YN"], Stance.Opposes, [new("bera", Stance.Tolerates)]), new(["-Y"], Stance.Vetoes, null)], Stance.Supports)]);
        var draft = HomeDraft.Of(party, model);
        draft.Constituencies.RemoveAll(c => c.Name.Length == 0);
        Assert.Equal("opposes: licence AND NOT answer asked by bera: tolerates\nvetoes: answer", draft.Constituencies[0].Stances);
        Assert.Equal(party, draft.ToParty("arda", model));
        Assert.Empty(draft.Faults);

        draft.Constituencies[0] = draft.Constituencies[0] with { Stances = "vetoes: tariff", Weight = "much" };
        draft.ToParty("arda", model);
        Assert.Equal(["home[0].stances", "home[0].weight"], draft.Faults.Select(f => f.Field).Order());
    }

    private static ModelDraft Draft() => DraftModel.Of(Illustration.Model, Illustration.StatusQuo, illustrative: true, "en", "dialogue");

    private static FormCollection Posted(ModelDraft draft, string? asked = null)
    {
        var fields = new Dictionary<string, StringValues>
        {
            ["id"] = draft.Id, ["title"] = draft.Title, ["language"] = draft.Language, ["track"] = draft.Track, ["merged"] = draft.Merged, ["disallowed"] = draft.Disallowed,
            ["notes"] = draft.Notes, ["citation"] = draft.Citation, ["provenance"] = draft.Provenance,
        };
        foreach (var (n, maker) in draft.Makers.Index())
        {
            (fields[$"dm[{n}].id"], fields[$"dm[{n}].name"], fields[$"dm[{n}].kind"], fields[$"dm[{n}].ranking"]) = (maker.Id, maker.Name, maker.Kind, maker.Ranking);
            foreach (var (j, statement) in maker.Statements.Index())
            {
                (fields[$"dm[{n}].s[{j}].words"], fields[$"dm[{n}].s[{j}].text"]) = (statement.Words, statement.Text);
            }
        }

        foreach (var (n, option) in draft.Options.Index())
        {
            (fields[$"option[{n}].id"], fields[$"option[{n}].name"], fields[$"option[{n}].owner"], fields[$"option[{n}].direction"]) = (option.Id, option.Name, option.Owner, option.Direction);
            if (option.Now)
            {
                fields[$"option[{n}].now"] = "true";
            }
        }

        foreach (var (n, pattern) in draft.Infeasible.Index())
        {
            fields[$"infeasible[{n}]"] = pattern;
        }

        if (asked is not null)
        {
            fields["do"] = asked;
        }

        return new(fields);
    }
}
