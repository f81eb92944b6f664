using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Brief;

/// <summary>What may be said in public: first lines all bound parties agreed, then confirmed acts that nobody contests, the latest first.</summary>
public sealed class BriefSpeech(RoomView view, Formats formats)
{
    private const int ActsRead = 60;

    public IEnumerable<(string What, Wording Words, StatementId Source, string Page)> Lines(StandstillFindings standstill) => Agreed(standstill).Concat(Confirmed());

    private static IEnumerable<(string What, Wording Words, StatementId Source, string Page)> Agreed(StandstillFindings standstill) => standstill.Offers
        .SelectMany(o => o.Lines.Where(l => l.Rule == StandstillRuleNames.LineIsAgreed && l.Texts.Count > 0).Select(l => ("agreed-line", Of(l), l.Id, $"standstill/{o.Id}"))).Reverse();

    private IEnumerable<(string What, Wording Words, StatementId Source, string Page)> Confirmed() => view.Acts.LatestActs(ActFilter.All, 0, ActsRead, view.AsOf).Reverse()
        .Where(a => IsConfirmed(a) && a.ContestedBy.Count == 0 && a.NotYetAffirmedBy.Count == 0)
        .Select(a => ("confirmed-act", new Wording($"{Formats.Date(a.Date, a.Precision)}: {formats.Title(a).Text}", formats.Title(a).Language, null, null, null, null), a.Id, $"disputes/acts/{a.Id}"));

    // As the press-line check holds it: a source confirms it, or a member recorded its own act.
    private static bool IsConfirmed(ActFinding act) => act.Confidence == Confidence.Confirmed || (act.Basis == Basis.OwnAct && !act.Reported);

    private static Wording Of(LineFinding line)
    {
        var text = line.Texts.FirstOrDefault(t => t.Language.StartsWith(Formats.Language, StringComparison.OrdinalIgnoreCase)) ?? line.Texts[0];
        return new(text.Text, text.Language, null, null, null, null);
    }
}
