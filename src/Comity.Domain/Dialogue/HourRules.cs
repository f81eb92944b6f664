using System.Globalization;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>On which side of an hour a statement was made, as far as the record shows.</summary>
/// <remarks>What an author claims of the time counts against itself alone; against others only what two of them say and it had seen.</remarks>
internal sealed class HourRules(TableIndex said, DateTimeOffset hour)
{
    // Fewer could be one member whose clock, or whose word, is wrong.
    private const int MembersThatShow = 2;

    public DateTimeOffset Hour => hour;

    /// <summary>The end of a period; null where holidays are not known, and nothing runs.</summary>
    public static DateTimeOffset? Of(DeadlineFinding deadline) => deadline is { Rule: StandstillRuleNames.DeadlineFixed, Utc: { } utc }
        ? DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : null;

    public bool ClaimsToBeAfter(Said statement) => statement.Statement.ClaimedAt > hour;

    /// <summary>Late by its author's own word, now or earlier in its journal, or by what it had seen of two others after the hour.</summary>
    public bool IsShownLate(Said statement) => ClaimsToBeAfter(statement)
        || said.Journal(statement.Author).TakeWhile(s => s.Index < statement.Index).Any(ClaimsToBeAfter)
        || said.Members.Where(m => m != statement.Author && said.Journal(m).Any(s => Sight.HadSeen(statement, s) && ClaimsToBeAfter(s))).Take(MembersThatShow).Count() == MembersThatShow;

    /// <summary>The earliest a statement can have been made: what its author claims, or what another said and it had seen, whichever is later.</summary>
    public static DateTimeOffset Earliest(Said statement, TableIndex said) => said.Members.Where(m => m != statement.Author)
        .Select(m => said.Journal(m).LastOrDefault(s => Sight.HadSeen(statement, s))).OfType<Said>()
        .Select(s => s.Statement.ClaimedAt).Append(statement.Statement.ClaimedAt).Max();
}
