using Comity.Record;

namespace Comity.Domain;

/// <summary>A statement that is kept and has no effect.</summary>
/// <param name="Rule">The first reason that applies: a rule name of its capability.</param>
public sealed record IneffectiveFinding(StatementId Id, MemberId Author, string Kind, string Rule)
{
    /// <summary>All of them, by id.</summary>
    /// <param name="find">Finds every statement that has a reason.</param>
    public static ValueList<IneffectiveFinding> Of(IEnumerable<KeyValuePair<StatementId, string>> reasons, Func<StatementId, Said> find) =>
        reasons.OrderBy(r => r.Key).Select(r => (Said: find(r.Key), Rule: r.Value)).Select(r => new IneffectiveFinding(r.Said.Id, r.Said.Author, r.Said.Statement.Kind, r.Rule)).ToValueList();
}
