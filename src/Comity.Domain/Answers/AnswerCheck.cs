using Comity.Record;

namespace Comity.Domain.Answers;

/// <summary>An answer held against the facts as they stand now. A view: it enters no picture, since what it looks at lies in other channels.</summary>
/// <param name="IsStale">True when a fact stands otherwise than when the answer was given, or is no confirmed fact.</param>
public sealed record AnswerCheck(bool IsStale, ValueList<SentenceCheck> Sentences)
{
    /// <param name="facts">How each fact stands now; one that is missing counts as not held.</param>
    public static AnswerCheck Of(IEnumerable<AnswerSentence> sentences, Func<StatementId, RestedFact> facts)
    {
        var checks = sentences.Select(s => new SentenceCheck(s.Text, s.RestsOn.Select(r => new RestCheck(facts(r.Statement), r.Standing)).ToValueList())).ToValueList();
        return new(checks.Any(s => s.Rests.Any(r => r.IsStale)), checks);
    }
}

public sealed record SentenceCheck(string Text, ValueList<RestCheck> Rests)
{
    /// <summary>Whether it may be given as a confirmed fact now.</summary>
    public bool IsConfirmed => Rests.Count > 0 && Rests.All(r => r.Now.IsConfirmed);
}

/// <param name="Then">How it stood when the answer was given.</param>
public sealed record RestCheck(RestedFact Now, string Then)
{
    public bool IsStale => !Now.IsConfirmed || Now.Standing != Then;
}
