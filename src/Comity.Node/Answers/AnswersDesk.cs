using System.Globalization;
using System.Text.RegularExpressions;
using Comity.Domain.Answers;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Node.Press;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Answers;

/// <summary>The questions and answers of this member, held against the facts of every channel their reader may see.</summary>
public sealed partial class AnswersDesk(IRoom room, PressDesk press)
{
    /// <summary>The only channel in which questions and answers are said.</summary>
    public ChannelId Own => ChannelId.Of(room.Me);

    public AnswersFindings Found => room.Channels.Contains(Own) ? room.Findings<AnswersFindings>(Own) ?? AnswersFindings.None : AnswersFindings.None;

    public QuestionFinding? Question(string id) => Found.Questions.FirstOrDefault(q => q.Id.ToString() == id && q.Author == room.Me);

    public AnswerCheck Check(GivenAnswer answer) => AnswerCheck.Of(answer.Sentences, Fact);

    /// <summary>How a statement stands now, in whatever channel it was said.</summary>
    public RestedFact Fact(StatementId id)
    {
        if (room.Find(id) is not { } held)
        {
            return RestedFact.NotHeld(id);
        }

        var channel = held.Statement.Channel;
        return channel.IsPublic ? RestedFact.Published(id) : held.Body switch
        {
            ActRecorded when room.Board(channel).Act(id) is { } act => RestedFact.Of(act),
            MeasureAnnounced when room.Board(channel).Measure(id) is { } measure => RestedFact.Of(measure, room.Board(channel).Act(measure.Act)),
            TermsOffered or RollbackOffered when room.Standstills(channel).Offers.FirstOrDefault(o => o.Id == id) is { } offer => RestedFact.Of(offer),
            LineProposed when room.Standstills(channel).Offers.SelectMany(o => o.Lines).FirstOrDefault(l => l.Id == id) is { } line => RestedFact.Of(line),
            _ => new(id, false, "claimed", [held.Statement.Member]),
        };
    }

    /// <summary>An answer ready to be said, each fact with its standing now; and, for every sentence, what is no confirmed fact.</summary>
    public (AnswerGiven Answer, IReadOnlyList<Fault> Faults) Prepare(StatementId question, string language, IEnumerable<(string Text, IReadOnlyList<string> RestsOn)> sentences)
    {
        var faults = new List<Fault>();
        var prepared = sentences.Index().Select(s => new AnswerSentence(s.Item.Text, s.Item.RestsOn.Index().Select(r => Rest($"sentences[{N(s.Index)}].restsOn[{N(r.Index)}]", r.Item, faults)).OfType<RestsOn>().ToValueList())).ToValueList();
        var answer = new AnswerGiven(question, language, prepared);
        return (answer, [.. faults, .. answer.Faults().Where(f => faults.All(o => !o.Field.StartsWith(f.Field, StringComparison.Ordinal)))]);
    }

    /// <summary>Facts in plenary that a sentence speaks of and does not contradict, confirmed ones only; the press-line check's method.</summary>
    public IReadOnlyList<StatementId> Suggest(string sentence) => !room.Channels.Contains(ChannelId.Plenary) || sentence.Length > Domain.Press.PressCheck.MostCharacters ? []
        : [.. press.For(ChannelId.Plenary).Judge(sentence).SelectMany(s => s.Matches).Where(m => m.Differences.Count == 0).Select(m => m.Fact.Id).Where(id => Fact(id).IsConfirmed).Distinct().Take(2)];

    /// <summary>Ids in what somebody typed or pasted: by themselves, or within addresses.</summary>
    public static IReadOnlyList<string> Ids(string text) => [.. Id().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal)];

    private RestsOn? Rest(string field, string text, List<Fault> faults)
    {
        if (!StatementId.TryParse(text, out var id))
        {
            faults.Add(new(field, "answers.statement", $"expected a statement's id, found {(text.Length <= 60 ? text : text[..60] + "…")}"));
            return null;
        }

        var fact = Fact(id);
        if (!fact.IsConfirmed)
        {
            faults.Add(new(field, "answers.not-confirmed", $"expected a confirmed fact, found {id}: {fact.Standing}{(fact.By.Count > 0 ? $" ({string.Join(", ", fact.By)})" : "")}"));
        }

        return new(id, fact.Standing);
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
