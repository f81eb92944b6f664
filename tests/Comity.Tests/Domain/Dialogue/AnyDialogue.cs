using System.Globalization;
using Comity.Domain;
using Comity.Domain.Dialogue;
using Comity.Record;

namespace Comity.Tests.Domain.Dialogue;

/// <summary>What is said at a table made from numbers: mostly the next thing somebody could say, now and then what nobody may.</summary>
internal static class AnyDialogue
{
    public static void Says(Type type, ForumScript forum, System.Random random, DateOnly first)
    {
        // The first numbers of near seeds are alike; who speaks must not hang on what kind it is.
        random = new System.Random(unchecked((random.Next() * 31) ^ (int)(forum.Said.Count * 2_654_435_761L)));
        var all = forum.Members.ToArray();
        if (forum.Said.Count == 0)
        {
            var text = forum.Says(all[0].ToString(), new TextOpened("A text", ["en"], [.. all.Order()], all[0], false, [], first));
            forum.Says(all[1].ToString(), new ClauseProposed(text, null, null, [new("en", "They meet.")], [], first));
            var revision = forum.SaysHavingSeen(all[0].ToString(), new RevisionIssued(text, null, "en", first), forum.Said.Select(s => s.Id).ToArray());
            forum.Says(all[0].ToString(), new DecisionProposed(revision, DecisionMethod.Silence, DecisionScript.Terms(first.AddDays(2), [.. all]), first));
        }

        var author = all[random.Next(all.Length)];
        var seen = forum.Said.Where(_ => random.Next(3) > 0).Select(s => s.Id).ToArray();
        forum.Clock = new DateTimeOffset(first, new(3, 0), TimeSpan.Zero).AddHours(forum.Said.Count + random.Next(4));
        forum.SaysHavingSeen(author.ToString(), new Maker(forum, random, first, all, author).Make(type), seen);
    }

    private sealed class Maker(ForumScript forum, System.Random random, DateOnly first, MemberId[] all, MemberId author)
    {
        private DateOnly Day => first.AddDays(random.Next(5));

        public IBody Make(Type type) => type.Name switch
        {
            nameof(TextOpened) => new TextOpened(Words(), ["en"], [.. all.Take(2 + random.Next(2))], author, random.Next(2) == 0, [], Day),
            nameof(ClauseProposed) => Clause(),
            nameof(WordingProposed) => Wording(),
            nameof(PositionStated) => new PositionStated(random.Next(4) == 0 ? One<ClausesReplaced>() : AnyWording(), random.Next(3) == 0 ? Any<Stance>() : Stance.Support, null, "en", Day),
            nameof(WordingWithdrawn) => new WordingWithdrawn(Pick(forum.Said.Where(s => s.Body is ClauseProposed or WordingProposed && s.Author == author)), Day),
            nameof(ClauseCommented) => new ClauseCommented(One<ClauseProposed>(), random.Next(2) == 0 ? null : AnyWording(), "Why?", "en", Day),
            nameof(ClausesReplaced) => Replacement(),
            nameof(RevisionIssued) => new RevisionIssued(One<TextOpened>(), null, "en", Day),
            nameof(DecisionProposed) => Proposal(),
            nameof(ReceiptGiven) => new ReceiptGiven(Silence(), Day),
            nameof(ObjectionMade) => new ObjectionMade(random.Next(3) == 0 ? One<DecisionProposed>() : Late(), null, random.Next(2) == 0 ? null : AnyWording(), "en", Day),
            nameof(SilenceExtended) => new SilenceExtended(Silence(), first.AddDays(2 + random.Next(3)), Day),
            nameof(JournalShown) => new JournalShown(Silence(), Day),
            nameof(SilenceCertified) => new SilenceCertified(Silence(), forum.Said.Where(s => s.Body is JournalShown).TakeLast(5).Select(s => s.Id).ToValueList(), Day),
            nameof(ContestSettled) => new ContestSettled(One<ObjectionMade>(), random.Next(2) == 0, Day),
            nameof(DecisionRecorded) => new DecisionRecorded(One<DecisionProposed>(), [.. all.Take(2 + random.Next(2))], Day),
            nameof(DecisionInitialled) => new DecisionInitialled(One<DecisionProposed>(), Day),
            nameof(DecisionWithdrawn) => new DecisionWithdrawn(random.Next(6) == 0 ? One<DecisionProposed>() : Late(), Day),
            nameof(StatementAttached) => new StatementAttached(One<DecisionProposed>(), Any<AttachedKind>(), "So we read it.", "en", Day),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type.Name, "no way to make one"),
        };

        private DecisionProposed Proposal()
        {
            var method = Any<DecisionMethod>();
            return new(One<RevisionIssued>(), method, method == DecisionMethod.Silence ? DecisionScript.Terms(first.AddDays(4), [.. all]) : null, first);
        }

        private StatementId Silence() => random.Next(3) == 0 ? One<DecisionProposed>() : forum.Said.FirstOrDefault(s => s.Body is DecisionProposed)?.Id ?? ForumScript.Nowhere();

        // Of the decision told last: the first, which most is said of, goes its way now and then.
        private StatementId Late() => forum.Said.LastOrDefault(s => s.Body is DecisionProposed)?.Id ?? ForumScript.Nowhere();

        private ClauseProposed Clause()
        {
            var place = Pick(forum.Said.Where(s => s.Body is ClauseProposed));
            var text = forum.Said.Where(s => s.Id == place).Select(s => ((ClauseProposed)s.Body).Text).DefaultIfEmpty(One<TextOpened>()).First();
            return random.Next(3) switch
            {
                0 => new(One<TextOpened>(), null, null, [new("en", Words())], [], Day),
                1 => new(text, place, null, [new("en", Words())], [place], Day),
                _ => new(text, null, place, [new("en", Words())], [], Day),
            };
        }

        private WordingProposed Wording()
        {
            var clause = One<ClauseProposed>();
            var followed = random.Next(2) == 0 ? clause : Pick(forum.Said.Where(s => s.Body is WordingProposed w && w.Clause == clause));
            return new(clause, random.Next(3) == 0 ? [] : [followed], random.Next(6) == 0 ? [] : [new("en", Words())], Day);
        }

        private ClausesReplaced Replacement()
        {
            var clauses = forum.Said.Where(s => s.Body is ClauseProposed).OrderBy(_ => random.Next()).Select(s => s.Id).Append(ForumScript.Nowhere()).Distinct().Take(3).ToArray();
            return new(One<TextOpened>(), [clauses[0]], clauses.Length > 1 ? clauses[1..].ToValueList() : [ForumScript.Nowhere("nothing")], Day);
        }

        private string Words() => string.Create(CultureInfo.InvariantCulture, $"They {(random.Next(6) == 0 ? "[shall] " : "")}meet {random.Next(4)}.");

        private StatementId AnyWording() => Pick(forum.Said.Where(s => s.Body is ClauseProposed or WordingProposed));

        private StatementId One<T>()
            where T : IBody => random.Next(16) == 0 ? Pick(forum.Said) : Pick(forum.Said.Where(s => s.Body is T));

        private StatementId Pick(IEnumerable<Said> among)
        {
            var items = among.ToArray();
            return items.Length == 0 ? ForumScript.Nowhere() : items[random.Next(items.Length)].Id;
        }

        private T Any<T>()
            where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
    }
}
