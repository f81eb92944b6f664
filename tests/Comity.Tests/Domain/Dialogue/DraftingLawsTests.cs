using System.Globalization;
using Comity.Domain;
using Comity.Domain.Dialogue;
using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>Three parties draft one text, each from what it holds, cut off from one another as it comes. A failure prints the seed and the smallest story.</summary>
public sealed class DraftingLawsTests
{
    private static readonly string[] Parties = ["Arda", "Bera", "Cirra"];

    [Fact]
    public void Whatever_was_drafted_and_however_it_came_three_nodes_hold_one_text() => Prop.ForAll(GeneratedStory.Seeds, Gen.Choose(0, int.MaxValue).ToArbitrary(), (seeds, shuffle) =>
    {
        var forum = Draft(seeds).Forum;
        var random = new System.Random(shuffle);
        var pictures = Parties.Select(_ => forum.Said.Concat(forum.Said.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next())
            .Aggregate(DialogueFacts.None, DialogueFold.Apply)).Select(f => FindingsJson.Of(DialogueRules.Judge(f, forum.On(TableScript.Day))).ToJsonString());
        Assert.Single(pictures.Distinct());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_contributed_word_is_lost() => Prop.ForAll(GeneratedStory.Seeds, seeds =>
    {
        var (forum, words) = Draft(seeds);
        var found = Judge(forum);
        var kept = found.Texts.SelectMany(t => t.Clauses).SelectMany(c => c.Wordings).SelectMany(w => w.Words).Select(w => w.Text);
        Assert.Empty(found.Ineffective);
        Assert.Equal(words.Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_clause_freezes_without_a_word_of_each_over_the_same_words() => Prop.ForAll(GeneratedStory.Seeds, seeds =>
    {
        var forum = Draft(seeds).Forum;
        foreach (var clause in Judge(forum).Texts.SelectMany(t => t.Clauses).Where(c => c.Agreed is not null))
        {
            Assert.All(forum.Members, member => Assert.Contains(forum.Said, s => s.Author == member && (s.Id == clause.Agreed
                || s.Body is PositionStated { Stance: Stance.Support or Stance.CanLiveWith } p && p.On == clause.Agreed)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_agreed_stays_agreed_whatever_one_party_says_in_sight_of_it_while_another_stands_by_it() => Prop.ForAll(GeneratedStory.Seeds, Gen.Choose(0, int.MaxValue).ToArbitrary(), (seeds, number) =>
    {
        var forum = Draft(seeds).Forum;
        var one = Parties[number % 3];
        var agreed = Judge(forum).Texts.SelectMany(t => t.Clauses).Where(c => c.Agreed is not null).Select(c => (c.Id, Agreed: c.Agreed!.Value))
            .Where(c => Parties.Any(p => p != one && !forum.Said.Any(s => s.Author == ForumScript.Member(p) && TurnsBack(s.Body, c.Agreed)))).ToArray();
        var everything = forum.Said.Select(s => s.Id).ToArray();
        foreach (var (clause, wording) in agreed)
        {
            forum.SaysHavingSeen(one, TableScript.Position(wording, Stance.Object), everything);
            forum.SaysHavingSeen(one, TableScript.Wording(clause, "Something else.", wording), everything);
        }

        var now = Judge(forum).Texts.SelectMany(t => t.Clauses).ToDictionary(c => c.Id, c => c.Agreed);
        Assert.All(agreed, c => Assert.Equal(c.Agreed, now[c.Id]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Such_stories_do_agree_and_do_cross_now_and_then()
    {
        var rules = Enumerable.Range(0, 40).SelectMany(n => Judge(Draft([.. Enumerable.Range(n * 90, 90).Select(i => (int)(i * 5_000_011L % int.MaxValue))]).Forum).Texts)
            .SelectMany(t => t.Clauses).CountBy(c => c.Rule).ToDictionary();
        Assert.All(["dialogue.clause.agreed", "dialogue.clause.agreement-crossed", "dialogue.clause.alternatives"], rule => Assert.True(rules.GetValueOrDefault(rule) > 3, rule));
    }

    private static bool TurnsBack(IBody body, StatementId wording) => body switch
    {
        PositionStated p => p.On == wording && p.Stance is not (Stance.Support or Stance.CanLiveWith),
        WordingWithdrawn w => w.Wording == wording,
        WordingProposed w => w.Follows.Contains(wording),
        _ => false,
    };

    private static DialogueFindings Judge(ForumScript forum) => DialogueRules.Judge(forum.Said.Aggregate(DialogueFacts.None, DialogueFold.Apply), forum.On(TableScript.Day));

    // Each party acts on what it holds; lines carry what one holds to another now and then, in one direction.
    private static (ForumScript Forum, List<string> Words) Draft(int[] seeds)
    {
        var forum = new ForumScript(Parties);
        var words = new List<string>();
        var text = forum.Says("Arda", new TextOpened("A text", ["en"], [.. forum.Members], TableScript.Cirra, false, [], TableScript.Day));
        var held = Parties.ToDictionary(p => p, _ => new HashSet<StatementId> { text });
        foreach (var seed in seeds)
        {
            var random = new System.Random(unchecked((seed * 31) ^ (int)(forum.Said.Count * 2_654_435_761L)));
            var party = Parties[random.Next(3)];
            if (random.Next(3) == 0)
            {
                held[party].UnionWith(held[Parties[random.Next(3)]]);
                continue;
            }

            held[party].Add(forum.SaysHavingSeen(party, Next(forum.Said.Where(s => held[party].Contains(s.Id)).ToArray(), text, party, words, random), held[party]));
        }

        return (forum, words);
    }

    private static IBody Next(Said[] held, StatementId text, string party, List<string> words, System.Random random)
    {
        var clauses = held.Where(s => s.Body is ClauseProposed).Select(s => s.Id).ToArray();
        var wordings = held.Where(s => s.Body is ClauseProposed or WordingProposed).ToArray();
        if (clauses.Length == 0 || random.Next(8) == 0)
        {
            return new ClauseProposed(text, null, clauses.Length == 0 ? null : clauses[random.Next(clauses.Length)], [new("en", New())], [], TableScript.Day);
        }

        var one = wordings[random.Next(wordings.Length)];
        var clause = one.Body is WordingProposed w ? w.Clause : one.Id;
        return random.Next(10) switch
        {
            < 3 => TableScript.Wording(clause, New(), one.Id),
            3 when one.Author == ForumScript.Member(party) => new WordingWithdrawn(one.Id, TableScript.Day),
            4 => TableScript.Position(one.Id, Enum.GetValues<Stance>()[random.Next(6)]),
            _ => TableScript.Position(one.Id, Stance.Support),
        };

        string New()
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{party} {words.Count}"));
            return words[^1];
        }
    }
}
