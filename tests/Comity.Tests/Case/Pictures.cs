using System.Globalization;
using System.Text;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Case;

/// <summary>The judged case as text that people read; a change shows in the diff and is reviewed against the chronology.</summary>
/// <remarks>On a difference the text found is written beside the tests as <c>NAME.received.txt</c>.</remarks>
public sealed class Pictures
{
    private static readonly DateOnly End = new(2024, 11, 30);
    private static readonly DateOnly[] Days = [new(2019, 8, 2), new(2019, 9, 18), new(2019, 11, 22), new(2023, 7, 21), End];

    [Fact]
    public void Ledger()
    {
        var text = new StringBuilder();
        foreach (var day in Days)
        {
            var findings = CaseRoom.PlayedTo(day).AsOf(day);
            Line(text, $"{day:yyyy-MM-dd}");
            foreach (var m in findings.Measures)
            {
                var last = m.Stages.Last(s => s.Reached);
                var ahead = m.Stages.Where(s => !s.Reached).Select(s => string.Create(CultureInfo.InvariantCulture, $", ahead {s.Stage.Wire()} {s.Date:yyyy-MM-dd}"));
                Line(text, $"  {m.Owner} {m.Reference,-22} {m.Standing.Wire(),-16} since {m.Since:yyyy-MM-dd}, last {last.Stage.Wire()} {last.Date:yyyy-MM-dd}{string.Concat(ahead)}{(m.Private ? ", private" : "")}");
            }

            foreach (var l in findings.Ledger)
            {
                Line(text, $"  {l.Member}: in force {l.InForce}, announced {l.Announced}, suspended {l.Suspended}, no end recorded {l.NoEndRecorded}, lifted {l.Lifted}");
            }

            text.Append('\n');
        }

        Compare("ledger", text);
    }

    [Fact]
    public void Chains()
    {
        var text = new StringBuilder();
        foreach (var day in new[] { Days[0], End })
        {
            var room = CaseRoom.PlayedTo(day);
            Line(text, $"{day:yyyy-MM-dd}");
            var findings = room.AsOf(day);
            var dates = findings.Acts.ToDictionary(a => room.KeyOf(a.Id), a => a.Date);
            Line(text, $"  longest: {findings.Chains.Max(c => c.Length)} answers with denied links, {findings.Chains.Max(c => c.LengthUndenied)} without");
            foreach (var chain in findings.Chains.Where(c => c.Length >= 3))
            {
                Line(text, $"  {chain.Length} answers, {chain.LengthUndenied} undenied");
                Chain(text, chain, room.KeyOf, dates);
            }

            text.Append('\n');
        }

        Compare("chains", text);
    }

    [Fact]
    public void Contested()
    {
        var room = CaseRoom.PlayedTo(End);
        var findings = room.AsOf(End);
        var text = new StringBuilder();
        foreach (var act in findings.Acts.Where(a => a.ContestedBy.Count > 0))
        {
            Line(text, $"{act.Date:yyyy-MM-dd} {act.Reference} by {act.Author}, affirmed by {act.AffirmedBy}, contested by {act.ContestedBy}");
            foreach (var account in act.Accounts)
            {
                Line(text, $"  {account.Author} {account.Stance.Wire()}: {account.Text}");
            }
        }

        foreach (var link in findings.Links.Where(l => l.DeniedBy.Count > 0))
        {
            Line(text, $"{room.KeyOf(link.From)} {link.Relation.Wire()} {room.KeyOf(link.To)}{(link.Self ? " (self)" : "")}");
            foreach (var said in link.AssertedBy)
            {
                Line(text, $"  asserted by {said.Member}{(said.OnBehalfOf == Asserter.Observers ? " for observers" : "")}{(said.Words is { } words ? ": " + words : "")}");
            }

            foreach (var said in link.DeniedBy)
            {
                Line(text, $"  denied by {said.Member}: {said.Words}");
            }
        }

        Compare("contested", text);
    }

    [Fact]
    public void Statements()
    {
        var text = new StringBuilder();
        foreach (var day in new[] { Days[0], End })
        {
            var lines = CaseRoom.Script.Entries.TakeWhile(e => e.Date <= day).SelectMany(e => e.Lines).ToList();
            var members = lines.Select(l => l.Author).Distinct().Order().ToList();
            string Counts(IEnumerable<MemberId> authors) => string.Join(", ", members.Select(m => $"{m} {authors.Count(a => a == m)}"));
            Line(text, $"up to {day:yyyy-MM-dd}: {lines.Count} ({Counts(lines.Select(l => l.Author))})");
            foreach (var kind in lines.GroupBy(l => BodyCodec.KindOf(CaseRoom.BodyOf(l).GetType()), l => l.Author).OrderBy(k => k.Key, StringComparer.Ordinal))
            {
                Line(text, $"  {kind.Key,-33} {kind.Count(),3} ({Counts(kind)})");
            }
        }

        Compare("statements", text);
    }

    private static void Chain(StringBuilder text, ChainFinding chain, Func<StatementId, string> keyOf, Dictionary<string, DateOnly> dates)
    {
        foreach (var (i, act) in chain.Acts.Index())
        {
            var step = i == 0 ? null : chain.Steps[i - 1];
            var how = step is null ? "" : $" ({step.Relation.Wire()} it{(step.Denied ? ", denied" : "")}{(step.Counts ? "" : ", not counted")})";
            Line(text, $"    {dates[keyOf(act)]:yyyy-MM-dd} {keyOf(act)}{how}");
        }

        if (!chain.ActsUndenied.Equals(chain.Acts))
        {
            Line(text, $"    undenied: {string.Join(" < ", chain.ActsUndenied.Select(keyOf))}");
        }
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private static void Compare(string name, StringBuilder found)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Case");
        var verified = Path.Combine(folder, name + ".verified.txt");
        var wanted = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (wanted != found.ToString())
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name + ".received.txt"), found.ToString());
        }

        Assert.Equal(wanted, found.ToString());
    }
}
