using Comity.Domain.Disputes;

namespace Comity.Cli.Demo.Case;

/// <summary>What is said on account of one dated act of the case.</summary>
/// <param name="Id">The act's reference, and the key of its first line.</param>
/// <param name="Date">As the file gives it; the day is a placeholder where <paramref name="Precision"/> says month or year.</param>
/// <param name="Title">English, as in the act.</param>
/// <param name="Titles">The same by language: en, ja, ko.</param>
/// <param name="Lines">The act, affirmations, accounts, the measure it opens, stages, links and denials, translations.</param>
public sealed record CaseEntry(string Id, DateOnly Date, DatePrecision Precision, string Title, IReadOnlyDictionary<string, string> Titles, IReadOnlyList<CaseLine> Lines);
