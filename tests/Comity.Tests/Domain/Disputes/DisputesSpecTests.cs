using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Domain.Disputes;

/// <summary>The spec page and the real case, read by the code they are written for.</summary>
public sealed partial class DisputesSpecTests
{
    [Fact]
    public void Every_example_on_the_spec_page_is_without_fault_and_every_kind_has_one()
    {
        var examples = Examples().Matches(TestFiles.Text("docs/spec/disputes.md")).Select(m => ForumScript.Json(m.Groups[1].Value)).ToArray();

        Assert.All(examples, e => Assert.Empty(BodyCodec.Check(e.GetProperty("kind").GetString()!, e.GetProperty("body"))));
        Assert.Equal(
            new DisputesCapability().Bodies.Select(BodyCodec.KindOf).Order(StringComparer.Ordinal),
            examples.Select(e => e.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

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

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
