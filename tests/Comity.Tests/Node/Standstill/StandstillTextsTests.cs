using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Domain.Standstill;
using Comity.Node;
using Comity.Node.Standstill;
using Comity.Record;

namespace Comity.Tests.Node.Standstill;

public sealed partial class StandstillTextsTests
{
    private static readonly HashSet<string> Known = [.. new ResourceManager("Comity.Node.StandstillTexts", typeof(StandstillTexts).Assembly)
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key)];

    [Fact]
    public void Every_kind_has_a_form_with_a_title_a_lead_and_names_for_its_fields()
    {
        Assert.Equal(35, StandstillAct.All.Count());
        Assert.All(StandstillAct.All.SelectMany(a => new[] { $"act.{a.Name}", $"act.{a.Name}.lead" }), key => Assert.Contains(key, Known));
        Assert.All(StandstillAct.All.SelectMany(a => a.Fields).Where(f => f.Shape is not (ActShape.Sources or ActShape.Clock or ActShape.Terms or ActShape.Plan)).Select(f => $"field.{f.Name}"), key => Assert.Contains(key, Known));
        Assert.All(StandstillAct.All.SelectMany(a => a.Fields).Where(f => f.Shape == ActShape.Truth).SelectMany(f => new[] { $"{f.Name}.yes", $"{f.Name}.no" }), key => Assert.Contains(key, Known));
    }

    [Fact]
    public void Every_value_that_is_chosen_or_shown_has_a_name()
    {
        var shown = StandstillAct.All.SelectMany(a => a.Fields).Select(f => f.Type).Where(t => t.IsEnum && t.Namespace == typeof(Outcome).Namespace)
            .Concat([typeof(BaselineTreatment), typeof(CarveOutKind), typeof(ExtensionBy), typeof(CheckBy), typeof(Consequence), typeof(PublicWhat), typeof(RelationEffect), typeof(DayCount), typeof(PairMode), typeof(StepStanding), typeof(StepWhat)]);
        Assert.All(shown.Distinct().SelectMany(t => Enum.GetNames(t).Select(n => $"{Kebab(t.Name)}.{Kebab(n)}")), key => Assert.Contains(key, Known));
    }

    [Fact]
    public void Every_key_the_pages_ask_for_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "Comity.Node", "Standstill")).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal));
        var asked = sources.SelectMany(f => Asked().Matches(File.ReadAllText(f)).Select(m => (File: Path.GetFileName(f), Key: m.Groups[1].Value)))
            .Where(a => a.File is not ("FormSources.razor" or "ActFaults.razor")).ToList();

        Assert.True(asked.Count > 100);
        Assert.DoesNotContain(asked, a => !Known.Contains(a.Key));
    }

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [GeneratedRegex("""(?:Words|Say|this)\["([a-z][^"$]*)"[,\]]""")]
    private static partial Regex Asked();
}
