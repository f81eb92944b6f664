using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>The terms as clauses that people read, made from the data in any of three languages; nothing in the data is left out.</summary>
public static class TermsClauses
{
    /// <summary>Ids of the clauses every standstill has, in their order. Subjects, inventory items, carve-outs and relations have ids of their own.</summary>
    public static IReadOnlyList<string> Fixed { get; } =
    [
        "parties", "scope", "baseline", "carve-outs", "term", "talks", "extension", "prior-notice", "reply", "check", "consequence",
        "leave", "public", "prejudice", "relations", "deadlines", "binding",
    ];

    /// <summary>Whether a statement may cite this id as a clause of these terms.</summary>
    internal static bool HasClause(this StandstillTerms t, string id) => Fixed.Contains(id) || t.Covered.Any(c => c.Id == id)
        || t.Baseline.Inventory.Any(i => i.Id == id) || t.CarveOuts.Any(c => c.Id == id) || t.Relations.Any(r => r.Id == id);

    /// <param name="name">How a member is called in this language.</param>
    public static IReadOnlyList<TermsClause> Of(StandstillTerms terms, CultureInfo language, Func<MemberId, string> name)
    {
        var words = new TermsWords(language, name);
        return [.. Fixed.Select(id => new TermsClause(id, words.Say($"{id}.heading"), Text(id, terms, words), Items(id, terms, words)))];
    }

    private static string Text(string id, StandstillTerms t, TermsWords words) => id switch
    {
        "parties" => words.Say(id, words.Members(t.Bound)),
        "baseline" => words.Say(t.Baseline.Inventory.Count == 0 ? "baseline.empty" : id, words.Day(t.Baseline.Date)),
        "carve-outs" => words.Say(t.CarveOuts.Count == 0 ? "carve-outs.none" : id),
        "term" => words.Say(id, words.Day(t.Start), words.Day(t.LastDay), t.LastDay.DayNumber - t.Start.DayNumber + 1),
        "talks" => words.Say(id, t.Talks),
        "extension" => words.Say($"extension.{t.Extension.By.Wire()}", t.Extension.Days, t.Days.Leave),
        "prior-notice" => words.Say(id, t.Days.PriorNotice),
        "reply" => words.Say(id, t.Days.Reply),
        "check" => words.Say($"check.{t.Check.By.Wire()}", t.Days.Check, t.Check.Expert is { } expert ? words.Member(expert) : ""),
        "leave" => words.Say(id, t.Days.Leave),
        "public" => words.Say(t.Public.Count == 0 ? "public.nothing" : id),
        "prejudice" => words.Say(t.WithoutPrejudice ? "prejudice.without" : "prejudice.unsaid"),
        "relations" => words.Say(t.Relations.Count == 0 ? "relations.none" : id),
        "deadlines" => words.Say($"deadlines.{t.Clock.Count.Wire()}", t.Clock.Zone, t.Clock.Hour) + words.Say(t.Clock.Roll ? "deadlines.roll" : "deadlines.no-roll"),
        _ => words.Say(id),
    };

    private static ValueList<ClauseItem> Items(string id, StandstillTerms t, TermsWords words) => (id switch
    {
        "scope" => t.Covered.Select(c => new ClauseItem(c.Id, words.Subject(c))),
        "baseline" => t.Baseline.Inventory.Select(i => new ClauseItem(
            i.Id, words.Say($"baseline.{i.Treatment.Wire()}", i.Title, words.Member(i.Owner), words.Say($"stage.{i.Stage.Wire()}"), words.Day(i.Since)))),
        "carve-outs" => t.CarveOuts.Select(c => new ClauseItem(c.Id, words.Say("carve-out", words.Say($"carve-out.{c.Kind.Wire()}"), c.Text))),
        "consequence" => t.Consequences.Select(c => new ClauseItem(null, words.Say($"consequence.{c.Wire()}"))),
        "public" => t.Public.Select(p => new ClauseItem(null, p.From is { } day
            ? words.Say("public.from", words.Say($"public.{p.What.Wire()}"), words.Day(day))
            : words.Say("public.once", words.Say($"public.{p.What.Wire()}")))),
        "relations" => t.Relations.Select(r => new ClauseItem(r.Id, words.Say($"relations.{r.Effect.Wire()}", r.Instrument))),
        "deadlines" => t.Clock.Capitals.Select(c => new ClauseItem(null, words.Say("deadlines.capital", words.Member(c.Member), c.Zone))),
        _ => [],
    }).ToValueList();
}

/// <param name="Items">What the clause lists, each by its own id where it has one.</param>
public sealed record TermsClause(string Id, string Heading, string Text, ValueList<ClauseItem> Items);

/// <param name="Id">The id findings cite, or null.</param>
public sealed record ClauseItem(string? Id, string Text);
