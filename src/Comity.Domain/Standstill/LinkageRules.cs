using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Declared linkages with their owner and age. Undeclared ones are allegations.</summary>
internal static class LinkageRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<LinkageFinding> Judge(SaidIndex said, DateOnly asOf)
    {
        var withdrawn = said.By<LinkageWithdrawn>(w => w.Linkage);
        return said.All<LinkageDeclared>().Where(l => l.Body.Date <= asOf).OrderBy(l => l.Body.Date).ThenBy(l => l.Id)
            .Select(l => Judge(l, withdrawn[l.Id].Where(w => w.Body.Date <= asOf).Select(w => (Spoken<LinkageWithdrawn>?)w).FirstOrDefault(), asOf)).ToValueList();
    }

    private static LinkageFinding Judge(Spoken<LinkageDeclared> linkage, Spoken<LinkageWithdrawn>? withdrawn, DateOnly asOf) => new(
        linkage.Id, linkage.Author, linkage.Body.Linkage, linkage.Body.Text, linkage.Body.Language, linkage.Body.Date,
        Math.Max(0, (withdrawn?.Body.Date ?? asOf).DayNumber - linkage.Body.Date.DayNumber), withdrawn is null,
        withdrawn is null ? StandstillRuleNames.LinkageDeclared : StandstillRuleNames.LinkageWithdrawn,
        withdrawn is { } w ? [linkage.Id, w.Id] : [linkage.Id]);
}
