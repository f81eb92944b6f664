using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>Who asserts and who denies each link now. A denial stands beside the assertion; neither is ranked.</summary>
internal static class LinkRules
{
    /// <summary>One entry per link, by from's date, then from, to and relation.</summary>
    public static ValueList<LinkFinding> Judge(EffectiveStatements effective, CharterOrder order) => effective.OnLink
        .OrderBy(link => effective.ActById[link.Key.From].Date)
        .ThenBy(link => link.Key.From).ThenBy(link => link.Key.To).ThenBy(link => link.Key.Relation)
        .Select(link => Judge(link.Key, link, effective, order))
        .ToValueList();

    private static LinkFinding Judge(LinkKey link, IEnumerable<Said> said, EffectiveStatements effective, CharterOrder order)
    {
        var positions = said.GroupBy(s => s.Author).SelectMany(Present).ToArray();
        var asserted = positions.As<LinkAsserted>().OrderBy(a => a.Body.OnBehalfOf).ThenBy(a => a.Author, order).ThenBy(a => a.Id).ToArray();
        var denied = positions.As<LinkDenied>().OrderBy(d => d.Author, order).ThenBy(d => d.Id).ToArray();
        var (standing, rule) = (asserted.Length > 0, denied.Length > 0) switch
        {
            (true, false) => (LinkStanding.Asserted, DisputesRuleNames.LinkAsserted),
            (true, true) => (LinkStanding.Denied, DisputesRuleNames.LinkDenied),
            (false, true) => (LinkStanding.OnlyDenied, DisputesRuleNames.LinkOnlyDenied),
            (false, false) => (LinkStanding.Withdrawn, DisputesRuleNames.LinkWithdrawn),
        };
        var because = standing == LinkStanding.Withdrawn
            ? positions.Select(s => s.Id).Distinct().Order()
            : asserted.Select(a => a.Id).Concat(denied.Select(d => d.Id));
        return new(
            link.From, link.To, link.Relation, IsSelf(effective.ActById[link.From], effective.ActById[link.To]), standing, rule,
            asserted.Select(Assertion).ToValueList(), denied.Select(Denial).ToValueList(), because.ToValueList());
    }

    /// <summary>
    /// A member's two present positions: its own, and what it reports of observers. Its own journal orders them. Two
    /// statements at one index are a fork: both count, since nothing may decide between them here.
    /// </summary>
    private static IEnumerable<Said> Present(IEnumerable<Said> byOneMember)
    {
        var said = byOneMember.ToArray();
        var own = said.Where(s => s.Body is not LinkAsserted { OnBehalfOf: Asserter.Observers });
        var observers = said.Where(s => s.Body is LinkWithdrawn or LinkAsserted { OnBehalfOf: Asserter.Observers });
        return Latest(own).Concat(Latest(observers)).Distinct();
    }

    private static IEnumerable<Said> Latest(IEnumerable<Said> said)
    {
        var last = said.Select(s => s.Index).DefaultIfEmpty(-1).Max();
        return said.Where(s => s.Index == last);
    }

    private static bool IsSelf(ActRecorded from, ActRecorded to) => from.Actors.ToHashSet().SetEquals(to.Actors);

    private static AssertionFinding Assertion(Spoken<LinkAsserted> said) => new(
        said.Id, said.Author, said.Body.OnBehalfOf, said.Body.Words, said.Body.Language, said.Body.Basis, said.Body.Sources);

    private static DenialFinding Denial(Spoken<LinkDenied> said) => new(
        said.Id, said.Author, said.Body.Form, said.Body.Words, said.Body.Language, said.Body.Basis, said.Body.Sources);
}
