using System.Diagnostics;
using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Dialogue;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Bench;

/// <summary>A long text with many positions: what it takes to open it, and to judge it again after one more word.</summary>
internal static class DialogueBench
{
    private const int Clauses = 400;
    private const int Positions = 5_000;
    private const int Rounds = 50;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly MemberId[] Members = [.. new[] { "arda", "bera", "cirra" }.Select(MemberId.Parse)];

    public static void Run()
    {
        var story = Tell();
        var (opened, again) = (new List<double>(), new List<double>());
        var agreed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var facts = story.SkipLast(1).Aggregate(DialogueFacts.None, DialogueFold.Apply);
            Judge(facts);
            opened.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            agreed = Judge(DialogueFold.Apply(facts, story[^1]));
            again.Add(clock.Elapsed.TotalMilliseconds);
        }

        // The first of a process waits for its code to be compiled.
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Clauses} clauses, {Positions} positions, {agreed} agreed: the first in this process {opened[0]:0} ms, then {again[0]:0} ms"));
        foreach (var measured in new[] { Measured.Of("gathered from nothing and judged", opened[1..]), Measured.Of("one more word, judged again", again[1..]) })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.What}: p50 {measured.P50:0.0} ms, p99 {measured.P99:0.0} ms"));
        }
    }

    private static int Judge(DialogueFacts facts) =>
        DialogueRules.Judge(facts, new(Day, Members.ToValueList(), Members[2])).Texts[0].Clauses.Count(c => c.Standing == ClauseStanding.Agreed);

    private static List<Said> Tell()
    {
        var said = new List<Said>();
        var sizes = new long[Members.Length];
        var text = Says(2, new TextOpened("A text", ["en"], Members.ToValueList(), Members[2], false, [], Day));
        var wordings = new List<StatementId>();
        StatementId? last = null;
        for (var i = 0; i < Clauses; i++)
        {
            last = Says(i % 3, new ClauseProposed(text, null, last, [new("en", $"The parties [shall] meet in room {i}.")], [], Day));
            wordings.Add(Says((i + 1) % 3, new WordingProposed(last.Value, [last.Value], [new("en", $"The parties meet in room {i}.")], Day)));
            wordings.Add(last.Value);
        }

        for (var i = 0; i < Positions; i++)
        {
            Says(i % 3, new PositionStated(wordings[i / 3 % wordings.Count], i % 7 == 0 ? Stance.Reserve : Stance.Support, null, "en", Day));
        }

        return said;

        StatementId Says(int member, IBody body)
        {
            var index = sizes[member];
            var seen = new Seen(Members.Select((m, i) => KeyValuePair.Create(m, new TreeHead(sizes[i], TreeHead.Empty.Root))));
            sizes[member]++;
            var id = new StatementId(Hash256.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{member}/{index}"))));
            said.Add(new(
                new()
                {
                    Id = id, Forum = null, Channel = ChannelId.Plenary, Member = Members[member], Index = index, Seen = seen, Roster = 1, ClaimedAt = default,
                    Office = "bench", Level = "working", Kind = BodyCodec.KindOf(body.GetType()), Track = "dialogue", Subject = null, Cites = [], Body = default, Blobs = [], KeyId = "", Compact = "",
                },
                body));
            return id;
        }
    }
}
