using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Comity.Record;
using static Comity.Domain.Standstill.StandstillFaultCodes;

namespace Comity.Domain.Standstill;

/// <summary>The checks that several bodies share, a field at a time.</summary>
internal static partial class Form
{
    private static readonly DateOnly Earliest = new(1800, 1, 1);
    private static readonly DateOnly Latest = new(2200, 12, 31);

    /// <summary>Length in Unicode scalar values, both ends inclusive; never blank.</summary>
    public static IEnumerable<Fault> Text(string field, string? text, int most)
    {
        if (text is null)
        {
            yield break;
        }

        var length = text.EnumerateRunes().Count();
        if (length > most || string.IsNullOrWhiteSpace(text))
        {
            var found = length > 0 && string.IsNullOrWhiteSpace(text) ? "white space only" : Number(length);
            yield return new(field, TextLength, $"expected 1 to {Number(most)} characters, found {found}");
        }

        if (text.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value is not ('\t' or '\n')))
        {
            yield return new(field, TextCharacters, "expected no control characters but tab and line feed, found one");
        }
    }

    public static IEnumerable<Fault> Language(string language, string field = "language") =>
        If(!LanguageTag.HasShape(language), field, LanguageShape, $"expected a BCP 47 language tag such as en or ko-KR, found {FormFound.Quote(language)}");

    public static IEnumerable<Fault> Date(string field, DateOnly? date) =>
        If(date < Earliest || date > Latest, field, DateRange, $"expected {Day(Earliest)} to {Day(Latest)}, found {Day(date ?? default)}");

    /// <summary>Expects <paramref name="first"/> ≤ <paramref name="then"/>.</summary>
    public static IEnumerable<Fault> Order(string field, DateOnly first, DateOnly then) =>
        If(first > then, field, DateOrder, $"expected {Day(first)} or later, found {Day(then)}");

    public static IEnumerable<Fault> Days(string field, int days, int least = 0, int most = 366) =>
        If(days < least || days > most, field, NumberRange, $"expected {Number(least)} to {Number(most)}, found {Number(days)}");

    /// <summary>Bounds on how many, and no key twice.</summary>
    public static IEnumerable<Fault> List<T, TKey>(string field, ValueList<T> items, int least, int most, Func<T, TKey> key)
    {
        var count = If(items.Count < least || items.Count > most, field, ListCount, $"expected {Number(least)} to {Number(most)} entries, found {Number(items.Count)}");
        return count.Concat(If(items.Select(key).Distinct().Count() < items.Count, field, ListRepeated, "expected each one once, found one twice"));
    }

    /// <summary>A letter, then letters, digits and hyphens; at most 32.</summary>
    public static IEnumerable<Fault> Word(string field, string? word) =>
        If(word is not null && !WordForm().IsMatch(word), field, WordShape, $"expected a letter, then letters, digits and hyphens, at most 32, found {FormFound.Quote(word ?? "")}");

    public static IEnumerable<Fault> Each<T>(string field, ValueList<T> items, Func<string, T, IEnumerable<Fault>> faults) =>
        items.SelectMany((item, i) => faults($"{field}[{Number(i)}]", item));

    public static IEnumerable<Fault> If(bool wrong, string field, string code, string message) => wrong ? [new(field, code, message)] : [];

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WordForm();
}
