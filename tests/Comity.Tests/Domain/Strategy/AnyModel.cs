using System.Globalization;
using Comity.Domain.Strategy;
using Comity.Record;

namespace Comity.Tests.Domain.Strategy;

/// <summary>Small models without fault of form, made from numbers; now and then with one.</summary>
internal static class AnyModel
{
    public static ConflictModel Make(System.Random random)
    {
        var options = Enumerable.Range(1, random.Next(1, 4)).Select(n => new ModelOption($"o{Text(n)}", $"Option {Text(n)}", random.Next(2) == 0 ? null : OptionDirection.Forward)).ToValueList();
        string Pattern() => string.Concat(options.Select(_ => "YN-"[random.Next(3)]));
        ModelPreference Preference() => random.Next(3) == 0
            ? new(PreferenceKind.Ranking, [[new string('N', options.Count)], [new string('Y', options.Count)]], null)
            : new(PreferenceKind.Statements, null, [new([Pattern()], null, null), new(null, "o1", "the first option")]);
        return new(
            ConflictModel.CaseSchema, "quarrel", $"Quarrel {Text(random.Next(3))}", random.Next(2) == 0 ? null : "A note.", random.Next(2) == 0 ? null : new("made for testing", "constructed"),
            options, [new("arda", "Arda", options.Select(o => o.Id).ToValueList(), Preference()), new("bera", "Bera", [], Preference())],
            random.Next(8) == 0 ? ["?"] : [Pattern()], random.Next(2) == 0 ? null : [new("end", Pattern(), new string('Y', options.Count))],
            random.Next(2) == 0 ? null : [new("arda", Pattern(), Pattern())]);
    }

    public static HomeParty Party(System.Random random) => new("arda", random.Next(-5, 6), Enumerable.Range(0, random.Next(8) == 0 ? 0 : 2).Select(n => new Constituency(
        $"c{Text(n)}", "Somebody", random.Next(1, 9), [new(["Y-"], Stance.Opposes, random.Next(2) == 0 ? null : [new("bera", Stance.Supports)])], (Stance)random.Next(4))).ToValueList());

    private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
