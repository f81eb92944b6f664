using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Domain.Disputes;

/// <summary>The linear walk against the plain one that tries every line, and against what a hostile party would send.</summary>
public sealed class ChainWalkTests
{
    private const int Acts = 7;

    [Fact]
    public void The_longest_line_is_as_long_as_the_longest_of_all_lines_tried() =>
        Prop.ForAll(GeneratedStory.Seeds, seeds =>
        {
            var links = seeds.Take(14).Select(n => new System.Random(n)).Select(r => (From: r.Next(Acts), To: r.Next(Acts), Denied: r.Next(3) == 0))
                .Where(l => l.From != l.To).DistinctBy(l => (l.From, l.To)).ToArray();
            var findings = Judge(Acts, links, act => act / 3);
            var walked = links.Where(l => findings.Ineffective.All(i => i.Id != AssertionId(l.From, l.To))).ToArray();

            foreach (var chain in findings.Chains)
            {
                var last = Enumerable.Range(0, Acts).Single(a => ActId(a) == chain.Acts[^1]);
                Assert.Equal(Plainly(walked, last), chain.Length);
                Assert.Equal(Plainly(walked.Where(l => !l.Denied).ToArray(), last), chain.LengthUndenied);
                Assert.Equal(chain.Length, chain.Steps.Count(s => s.Counts));
                Assert.Equal(chain.Acts.Skip(1), chain.Steps.Select(s => s.From));
                Assert.Equal(chain.Acts.SkipLast(1), chain.Steps.Select(s => s.To));
                Assert.DoesNotContain(walked, l => l.To == last);
            }

            Assert.Equal(walked.Select(l => l.From).Except(walked.Select(l => l.To)).Count(), findings.Chains.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_of_twenty_thousand_answers_is_walked_without_exhausting_the_stack()
    {
        var chain = Assert.Single(Judge(20_000, Enumerable.Range(1, 19_999).Select(a => (a, a - 1, false)), _ => 0).Chains);
        Assert.Equal((19_999, 20_000), (chain.Length, chain.Acts.Count));
    }

    [Fact]
    public void A_circle_of_five_thousand_acts_ends()
    {
        var findings = Judge(5_000, Enumerable.Range(0, 5_000).Select(a => (a, (a + 1) % 5_000, false)), _ => 0);
        Assert.Empty(findings.Chains);
        Assert.Equal(5_000, findings.Ineffective.Count);
    }

    [Fact]
    public void Thousands_of_branches_of_one_long_line_do_not_make_a_picture_without_bound()
    {
        var line = Enumerable.Range(1, 3_999).Select(a => (a, a - 1, false));
        var branches = Enumerable.Range(4_000, 2_000).Select(a => (a, 3_999, false));

        var chains = Judge(6_000, line.Concat(branches), act => act >= 4_000 ? 1 : 0).Chains;

        Assert.Equal(2_000, chains.Count);
        Assert.All(chains, c => Assert.Equal(4_000, c.Length));
        Assert.True(chains.Sum(c => c.Acts.Count) < 400_000);
        Assert.All(chains, c => Assert.Equal(c.Acts.Count - 1, c.Steps.Count));
    }

    private static int Plainly((int From, int To, bool Denied)[] links, int act) =>
        links.Where(l => l.From == act).Select(l => 1 + Plainly(links, l.To)).DefaultIfEmpty(0).Max();

    private static StatementId Id(string text) => new(Hash256.Of(Encoding.UTF8.GetBytes(text)));

    private static StatementId ActId(int act) => Id(act.ToString(CultureInfo.InvariantCulture));

    private static StatementId AssertionId(int from, int to) => Id(string.Create(CultureInfo.InvariantCulture, $"{from}-{to}"));

    // Made without the codec, which is tested elsewhere: these stories are long.
    private static DisputesFindings Judge(int acts, IEnumerable<(int From, int To, bool Denied)> links, Func<int, int> day)
    {
        var facts = DisputesFacts.None;
        var index = 0;
        for (var act = 0; act < acts; act++)
        {
            Says(DisputesScript.Arda, ActId(act), DisputesScript.Act(day(act), new Actor(null, act.ToString(CultureInfo.InvariantCulture), null)));
        }

        foreach (var (from, to, denied) in links)
        {
            Says(DisputesScript.Arda, AssertionId(from, to), new LinkAsserted(
                ActId(from), ActId(to), LinkRelation.Answers, Asserter.Author, null, "en", Basis.OwnAct, []));
            if (denied)
            {
                Says(DisputesScript.Bera, Id($"no {from} {to}"), new LinkDenied(
                    ActId(from), ActId(to), LinkRelation.Answers, AccountForm.OwnWords, null, "en", Basis.OwnAct, []));
            }
        }

        return DisputesRules.Judge(facts, new(DisputesScript.Day, [DisputesScript.Arda, DisputesScript.Bera], DisputesScript.Arda));

        void Says(MemberId member, StatementId id, IBody body) => facts = DisputesFold.Apply(
            facts, new(ForumScript.Statement(member, index++, BodyCodec.KindOf(body.GetType()), default, id), body));
    }
}
