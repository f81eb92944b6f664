using System.Globalization;
using System.Text.Json;
using Comity.Cli.Demo.Case;
using Comity.Domain;
using Comity.Domain.Disputes;

namespace Comity.Tests.Case;

/// <summary>What the rules find on four days, against the table written by hand from the sources.</summary>
public sealed class CaseLedgerTests
{
    public static TheoryData<string> Days => ["2019-08-02", "2019-09-18", "2019-11-22", "2023-07-21"];

    [Theory]
    [MemberData(nameof(Days))]
    public void The_ledger_is_the_one_written_by_hand(string day)
    {
        var asOf = Date(day);
        var findings = CaseRoom.PlayedTo(asOf).AsOf(asOf);
        var wanted = CaseSource.Ledger.GetProperty(day).EnumerateArray().Select(Row).Order().ToList();
        Assert.Equal(wanted, findings.Measures.Select(Row).Order());

        foreach (var ledger in findings.Ledger.Where(l => l.Member != CaseCharter.Convener))
        {
            Assert.Equal(CaseSource.Ledger.GetProperty("inForceCount").GetProperty(day).GetProperty(ledger.Member.ToString()).GetInt32(), ledger.InForce);
            Assert.Equal(CaseSource.Ledger.GetProperty("noEndRecorded").GetProperty(day).GetProperty(ledger.Member.ToString()).GetInt32(), ledger.NoEndRecorded);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void The_whole_record_asked_for_a_day_shows_the_ledger_of_that_day(string day)
    {
        var findings = CaseRoom.PlayedTo(DateOnly.MaxValue).AsOf(Date(day));
        var wanted = CaseSource.Ledger.GetProperty(day).EnumerateArray().Select(Row).Order().ToList();
        Assert.Equal(wanted, findings.Measures.Where(m => m.Standing != MeasureStanding.NotYet).Select(Row).Order());
    }

    [Fact]
    public void The_convener_owns_nothing_that_counts()
    {
        var convener = CaseRoom.PlayedTo(DateOnly.MaxValue).AsOf(Date("2024-12-31")).Ledger.Single(l => l.Member == CaseCharter.Convener);
        Assert.Equal(new MemberLedger(CaseCharter.Convener, 0, 0, 0, 0, 0), convener);
    }

    private static string Row(MeasureFinding m)
    {
        var last = m.Stages.Last(s => s.Reached);
        return string.Create(CultureInfo.InvariantCulture,
            $"{m.Reference} of {m.Owner}: {m.Standing.Wire()} since {m.Since:yyyy-MM-dd}, {last.Stage.Wire()} {last.Date:yyyy-MM-dd}{(m.Private ? ", private" : "")}{(m.Reported ? ", reported" : "")}");
    }

    private static string Row(JsonElement m)
    {
        static string If(JsonElement m, string name) => m.TryGetProperty(name, out var set) && set.GetBoolean() ? ", " + name : "";
        return $"{m.Text("measure")} of {m.Text("owner")}: {m.TextOrNull("end") ?? m.Text("standing")} since {m.Text("since")}, {m.Text("stageNow")} {m.Text("stageDate")}{If(m, "private")}{If(m, "reported")}";
    }

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
