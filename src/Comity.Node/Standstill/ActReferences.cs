using Comity.Domain.Disputes.Board;
using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>Statements a form offers to choose from, by the field that names one.</summary>
internal sealed class ActReferences(RoomView view, StandstillView standstills, StandstillWords words, Formats formats)
{
    /// <summary>Acts and measures offered, the latest first.</summary>
    private const int Most = 60;

    /// <param name="typed">The one chosen: always among them.</param>
    public IEnumerable<(string Value, string Words)> Of(string field, StatementId? about, string? typed)
    {
        var known = (field switch
        {
            "step" => Steps(about).Concat(Measures(_ => true)).Concat(Acts()),
            "measure" => Measures(m => m == view.Me),
            "of" => Running().Concat(Measures(_ => true)),
            "matter" => Matters(),
            _ => [],
        }).DistinctBy(k => k.Item1).Select(k => (k.Item1.ToString(), k.Item2)).ToList();
        return typed is null || !StatementId.TryParse(typed, out var chosen) || known.Any(k => k.Item1 == typed) ? known : known.Prepend((typed, words.Title(chosen)));
    }

    private IEnumerable<(StatementId, string)> Steps(StatementId? about) => standstills.Found.Steps.Where(s => about is { } id && s.Standstill == id)
        .OrderByDescending(s => s.Since).Select(s => (s.Step, $"{Formats.Iso(s.Since)} · {formats.Short(s.Owner)}: {words.Title(s.Step)}"));

    private IEnumerable<(StatementId, string)> Measures(Func<MemberId, bool> owner) => view.Acts.Measures((m, _) => owner(m), 0, Most)
        .OrderByDescending(m => m.Since).Select(m => (m.Id, $"{formats.Short(m.Owner)}: {formats.Title(m).Text}"));

    private IEnumerable<(StatementId, string)> Acts() => view.Acts.LatestActs(ActFilter.All, 0, Most, view.AsOf).Reverse()
        .Select(a => (a.Id, $"{Formats.Iso(a.Date, a.Precision)} · {formats.Title(a).Text}"));

    private IEnumerable<(StatementId, string)> Running() => standstills.Found.Standstills.Where(s => s.Bound.Contains(view.Me))
        .Select(s => (s.Standstill, standstills.Terms(s.Standstill)?.Title ?? ""));

    // A matter is the statement that opened it: acts that others belong to.
    private IEnumerable<(StatementId, string)> Matters() => Acts();
}
