using System.Text.Json;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Domain.Disputes;

/// <summary>The real case, read by the code it is written for.</summary>
public sealed class CaseActsTests
{
    [Fact]
    public void Every_entry_of_the_real_case_fits_an_act()
    {
        var entries = ForumScript.Json(TestFiles.Text("cases/japan-korea/chronology.json")).GetProperty("entries");
        Assert.NotEqual(0, entries.GetArrayLength());
        Assert.All(entries.EnumerateArray(), entry => Assert.Empty(ActOf(entry).Faults()));
    }

    private static ActRecorded ActOf(JsonElement entry) => new(
        DateOnly.ParseExact(entry.GetProperty("date").GetString()!, "yyyy-MM-dd"), DatePrecision.Day, ActType.Event,
        Named(entry.GetProperty("actors")), Named(entry.GetProperty("target")), entry.GetProperty("title").GetString()!,
        entry.GetProperty("detail").GetString()!, "en", null, null, Basis.PublicSource, true,
        [new(entry.GetProperty("source").GetString()!, Confidence.Confirmed)],
        entry.TryGetProperty("note", out var note) ? note.GetString() : null, entry.GetProperty("id").GetString());

    private static ValueList<Actor> Named(JsonElement names) =>
        names.EnumerateArray().Select(n => new Actor(null, n.GetString(), null)).ToValueList();
}
