using Comity.Record;

namespace Comity.Domain;

/// <summary>A capability that knows dates, and whose turn it is. The dates page, the calendar feed and the desk ask every one that is in the registry.</summary>
public interface ISchedule
{
    /// <summary>Every date its findings hold, those passed too, in any order.</summary>
    IEnumerable<ScheduledDate> Dates(object findings);

    /// <summary>What somebody owes an answer to, in any order.</summary>
    IEnumerable<Turn> Turns(object findings);
}

/// <summary>A day on which something ends, begins or is reached.</summary>
/// <param name="Date">Calendar date in the charter's zone.</param>
/// <param name="What">Stable, dotted, beginning with the capability's name: <c>disputes.deadline</c>; worded by the page.</param>
/// <param name="Ends">True when the day is the last of a period, inclusive; false when something begins with it.</param>
/// <param name="Statement">What names the date.</param>
/// <param name="About">What it is the date of; the same where the statement names its own.</param>
/// <param name="Title">In the words and <paramref name="Language"/> of the author.</param>
/// <param name="Of">Whose date it is; empty where nobody's alone.</param>
/// <param name="Page">Where it is shown, under its channel: <c>disputes/acts/…</c>.</param>
public sealed record ScheduledDate(
    DateOnly Date, string What, bool Ends, StatementId Statement, StatementId About, string Title, string Language, string Track, ValueList<MemberId> Of, string Page);

/// <summary>Something that waits for somebody.</summary>
/// <param name="What">Stable and dotted, as in <see cref="ScheduledDate"/>: <c>disputes.affirm</c>.</param>
/// <param name="Since">The day from which it waits.</param>
/// <param name="Until">Last day to answer, inclusive; null when none is set.</param>
/// <param name="Of">Who is waited for, in the charter's order; never empty.</param>
public sealed record Turn(string What, StatementId About, string Title, string Language, string Track, DateOnly Since, DateOnly? Until, ValueList<MemberId> Of, string Page);
