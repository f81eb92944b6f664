using System.Globalization;
using System.Text;
using Comity.Record;
using static Comity.Domain.Disputes.DisputesFaultCodes;

namespace Comity.Domain.Disputes;

/// <summary>The checks that several bodies share, a field at a time.</summary>
internal static class FieldFaults
{
    public const int MostActors = 16;
    public const int MostSources = 16;

    private static readonly DateOnly Earliest = new(1800, 1, 1);
    private static readonly DateOnly Latest = new(2200, 12, 31);

    public static IEnumerable<Fault> Date(string field, DateOnly? date) => date is null || (date >= Earliest && date <= Latest)
        ? []
        : [new(field, DateRange, string.Create(CultureInfo.InvariantCulture, $"expected {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}, found {date:yyyy-MM-dd}"))];

    public static IEnumerable<Fault> Language(string language) => LanguageTag.HasShape(language)
        ? []
        : [new("language", LanguageShape, $"expected a BCP 47 language tag such as en or ko-KR, found {FormFound.Quote(language)}")];

    /// <summary>Length in Unicode scalar values, both ends inclusive; a text that must not be empty must not be blank either.</summary>
    public static IEnumerable<Fault> Text(string field, string? text, int least, int most, string code)
    {
        if (text is null)
        {
            yield break;
        }

        var length = text.EnumerateRunes().Count();
        if (length < least || length > most || (least > 0 && string.IsNullOrWhiteSpace(text)))
        {
            var found = length > 0 && string.IsNullOrWhiteSpace(text) ? "white space only" : string.Create(CultureInfo.InvariantCulture, $"{length}");
            yield return new(field, code, string.Create(CultureInfo.InvariantCulture, $"expected {least} to {most} characters, found {found}"));
        }

        if (text.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value is not ('\t' or '\n')))
        {
            yield return new(field, TextCharacters, "expected no control characters but tab and line feed, found one");
        }
    }

    public static IEnumerable<Fault> Actors(string field, ValueList<Actor> actors, int least)
    {
        if (actors.Count < least || actors.Count > MostActors)
        {
            yield return new(field, ActorsCount, string.Create(CultureInfo.InvariantCulture, $"expected {least} to {MostActors} entries, found {actors.Count}"));
        }

        if (actors.Distinct().Count() < actors.Count)
        {
            yield return new(field, ActorsRepeated, "expected each one once, found one twice");
        }

        foreach (var fault in actors.SelectMany((actor, i) => One(string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), actor)))
        {
            yield return fault;
        }
    }

    public static IEnumerable<Fault> Sources(ValueList<Source> sources, Basis basis)
    {
        if (sources.Count > MostSources)
        {
            yield return new("sources", SourcesCount, string.Create(CultureInfo.InvariantCulture, $"expected 0 to {MostSources} sources, found {sources.Count}"));
        }

        if (basis == Basis.PublicSource && sources.Count == 0)
        {
            yield return new("sources", SourcesNeeded, "expected at least one source for what rests on a public source, found none");
        }

        foreach (var fault in sources.SelectMany((source, i) =>
            Text(string.Create(CultureInfo.InvariantCulture, $"sources[{i}].text"), source.Text, 1, 500, SourceLength)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Fault> One(string field, Actor actor)
    {
        if (actor.Member is null == actor.Name is null)
        {
            yield return new(field, ActorMemberOrName, $"expected either a member or a name, found {(actor.Name is null ? "neither" : "both")}");
        }

        if (actor.OrganOf is not null && actor.Name is null)
        {
            yield return new($"{field}.organOf", ActorOrganWithoutName, "expected organOf only beside a name, found it without one");
        }

        foreach (var fault in Text($"{field}.name", actor.Name, 1, 200, NameLength))
        {
            yield return fault;
        }
    }
}
