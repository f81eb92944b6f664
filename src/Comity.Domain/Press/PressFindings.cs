using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>What one sentence for the press meets in the record. It never says that a sentence is true.</summary>
/// <param name="Start">0-based place of <paramref name="Text"/> in the whole text, in UTF-16 units.</param>
/// <param name="Matches">Best first; empty when nothing in the record speaks of it.</param>
/// <param name="Sensitive">By place in the whole text.</param>
public sealed record PressSentence(int Start, string Text, PressStanding Standing, ValueList<PressMatch> Matches, ValueList<SensitiveFinding> Sensitive);

/// <summary>Of the best match: what a sentence rests on, from nothing to confirmed acts.</summary>
public enum PressStanding
{
    /// <summary>Nothing recorded speaks of it; it may still be true.</summary>
    NothingFound,

    /// <summary>It speaks of a recorded act and says something else than the record.</summary>
    Differs,

    /// <summary>It rests on an act that is not confirmed, is contested, or on a link that is denied.</summary>
    RestsOnDisputed,

    RestsOnConfirmed,
}

/// <param name="Share">How much of what the sentence speaks of is in the act's texts: 0 to 1, rarer words weighing more.</param>
/// <param name="SharedWords">The words both have, rarest first, at most 8.</param>
public sealed record PressMatch(PressFact Fact, double Share, ValueList<string> SharedWords, ValueList<PressDifference> Differences, ValueList<PressRemark> Remarks);

/// <summary>Something the sentence says otherwise than the record.</summary>
public abstract record PressDifference
{
    private PressDifference() { }

    public sealed record OtherDate(PressMention Said, PressDate Recorded) : PressDifference;

    public sealed record OtherActor(MemberId Said, ValueList<MemberId> Recorded) : PressDifference;

    /// <param name="Unit">What is counted, as the sentence writes it: <c>%</c>, <c>days</c>.</param>
    public sealed record OtherFigure(string Said, string Recorded, string Unit) : PressDifference;
}

/// <summary>What a reader should know of an act before a sentence rests on it.</summary>
public abstract record PressRemark
{
    private PressRemark() { }

    public sealed record NotConfirmed : PressRemark;

    public sealed record Contested(ValueList<MemberId> By) : PressRemark;

    /// <summary>The sentence says that one act answers another; somebody denies it.</summary>
    public sealed record LinkDenied(StatementId Other, ValueList<MemberId> By) : PressRemark;
}

/// <param name="Start">0-based place in the whole text, in UTF-16 units.</param>
public sealed record SensitiveFinding(int Start, int Length, SensitiveTerm Term);
