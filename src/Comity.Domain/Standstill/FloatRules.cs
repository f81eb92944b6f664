using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Terms floated without being offered, and what was commented where they were heard.</summary>
internal static class FloatRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<FloatFinding> Judge(SaidIndex said, DateOnly asOf)
    {
        var offered = said.All<TermsOffered>().Where(o => o.Body.Date <= asOf).ToLookup(o => TermsDigest.Of(o.Body.Terms), o => o.Id);
        var comments = said.By<FloatCommented>(c => c.Float);
        var denials = said.By<DeniedInPublic>(d => d.Offer);
        return said.All<TermsFloated>().Where(f => f.Body.Date <= asOf).OrderBy(f => f.Body.Date).ThenBy(f => f.Id).Select(f =>
        {
            var digest = TermsDigest.Of(f.Body.Terms);
            return new FloatFinding(
                f.Id, f.Author, f.Body.Terms.Title, digest.ToString(), f.Body.Date, offered[digest].Any() ? FloatOffered : FloatOpen,
                comments[f.Id].Where(c => c.Body.Date <= asOf).Select(c => new FloatComment(c.Id, c.Author, c.Body.Stance)).ToValueList(),
                denials[f.Id].Where(d => d.Body.Date <= asOf).Select(d => d.Author).Distinct().ToValueList(), offered[digest].ToValueList());
        }).ToValueList();
    }
}
