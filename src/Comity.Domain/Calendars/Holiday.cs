using System.Globalization;

namespace Comity.Domain.Calendars;

/// <summary>A day on which a capital's government offices are closed.</summary>
/// <param name="Code">Of the name, such as <c>kr-chuseok</c>.</param>
/// <param name="Names">By language: en, ja, ko.</param>
public sealed record Holiday(DateOnly Date, string Code, HolidayKind Kind, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>English where the language has no name for it.</summary>
    public string NameIn(CultureInfo language) => Names.GetValueOrDefault(language.TwoLetterISOLanguageName, Names["en"]);
}

/// <summary>Why the offices are closed.</summary>
public enum HolidayKind
{
    /// <summary>A public holiday on its own day.</summary>
    Holiday,

    /// <summary>In lieu of a holiday that fell on a day off.</summary>
    Substitute,

    /// <summary>For this once, by act, decree or order.</summary>
    Special,

    Election,

    /// <summary>No public holiday, yet no office hours.</summary>
    Closed,
}
