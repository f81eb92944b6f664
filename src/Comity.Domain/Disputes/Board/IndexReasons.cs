using Comity.Record;
using static Comity.Domain.Disputes.DisputesRuleNames;

namespace Comity.Domain.Disputes.Board;

/// <summary>Which statements have no effect, and why, as <see cref="IneffectiveRules"/> judges them: from the index alone.</summary>
internal sealed class IndexReasons(DisputesIndex index)
{
    /// <summary>Null when it has effect, or nothing is known of it.</summary>
    public string? Of(int number)
    {
        ref readonly var entry = ref index.Entry(number);
        return entry.Kind switch
        {
            SaidKind.Unreadable => BodyUnreadable,
            SaidKind.Measure or SaidKind.Account => Reference(entry.RefA, SaidKind.Act),
            SaidKind.Stage => OfStage(entry),
            SaidKind.Affirmation => OfNamed(entry, AffirmationOwnRecord, AffirmationNotAnActor),
            SaidKind.Answer => OfNamed(entry, AnswerOwnRecord, AnswerNotAnActor),
            SaidKind.Assertion or SaidKind.Denial => OfTwo(entry),
            SaidKind.Withdrawal => OfTwo(entry) ?? (HasSomethingToWithdraw(entry) ? null : LinkNothingToWithdraw),
            SaidKind.Translation => OfTranslation(number, entry),
            _ => null,
        };
    }

    public bool IsEffective(int number) => Of(number) is null;

    private string? OfStage(in IndexEntry entry) =>
        Reference(entry.RefA, SaidKind.Measure)
        ?? (index.Entry(entry.RefA).Author != entry.Author ? StageNotTheOwner : null)
        ?? (entry.RefB < 0 ? null : Reference(entry.RefB, SaidKind.Act));

    private string? OfNamed(in IndexEntry entry, string ownRecord, string notAnActor)
    {
        if (Reference(entry.RefA, SaidKind.Act) is { } reason)
        {
            return reason;
        }

        ref readonly var act = ref index.ActAt(entry.RefA);
        return index.Entry(entry.RefA).Author == entry.Author ? ownRecord
            : ((act.Named | act.Organs) & index.BitOf(entry.Author)) != 0 ? null
            : notAnActor;
    }

    private string? OfTwo(in IndexEntry entry) => Reference(entry.RefA, SaidKind.Act) ?? Reference(entry.RefB, SaidKind.Act);

    private bool HasSomethingToWithdraw(in IndexEntry withdrawal)
    {
        foreach (var other in index.Referrers(withdrawal.RefA))
        {
            ref readonly var said = ref index.Entry(other);
            if (said.Kind is SaidKind.Assertion or SaidKind.Denial && said.Author == withdrawal.Author && said.Index <= withdrawal.Index
                && said.RefA == withdrawal.RefA && said.RefB == withdrawal.RefB && said.Code == withdrawal.Code)
            {
                return true;
            }
        }

        return false;
    }

    private string? OfTranslation(int number, in IndexEntry entry)
    {
        ref readonly var of = ref index.Entry(entry.RefA);
        return of.Kind switch
        {
            SaidKind.Unknown => ReferenceUnknown,
            SaidKind.Unreadable => ReferenceIneffective,
            // Judged in the order of ids: a translation of a translation rests on one without effect when that one came before it.
            SaidKind.Translation => index.Id(entry.RefA).CompareTo(index.Id(number)) < 0 && IsIneffectiveTranslation(of) ? ReferenceIneffective : TranslationNoSuchField,
            _ => !IsEffective(entry.RefA) ? ReferenceIneffective : HasField(entry.RefA, of, entry.Code) ? null : TranslationNoSuchField,
        };
    }

    private bool IsIneffectiveTranslation(in IndexEntry translation)
    {
        ref readonly var of = ref index.Entry(translation.RefA);
        return of.Kind == SaidKind.Translation || of.Kind is SaidKind.Unknown or SaidKind.Unreadable || !IsEffective(translation.RefA) || !HasField(translation.RefA, of, translation.Code);
    }

    private bool HasField(int number, in IndexEntry of, byte field) => (of.Kind, field) switch
    {
        (SaidKind.Act, 1 or 2) => true,
        (SaidKind.Act, >= 32) => (index.ActAt(number).AddresseeNames >> (field - 32) & 1) != 0,
        (SaidKind.Act, >= 16) => (index.ActAt(number).ActorNames >> (field - 16) & 1) != 0,
        (SaidKind.Measure, 1) => true,
        (SaidKind.Stage, 5) => (of.Flags & IndexEntry.HasWords) != 0,
        (SaidKind.Assertion or SaidKind.Denial, 4) => (of.Flags & IndexEntry.HasWords) != 0,
        (SaidKind.Account, 3) => true,
        _ => false,
    };

    private string? Reference(int number, SaidKind expected) =>
        index.Is(number, expected) ? (expected == SaidKind.Act || IsEffective(number) ? null : ReferenceIneffective)
        : index.Entry(number).Kind switch
        {
            SaidKind.Unreadable => ReferenceIneffective,
            SaidKind.Unknown => ReferenceUnknown,
            _ => ReferenceWrongKind,
        };
}
