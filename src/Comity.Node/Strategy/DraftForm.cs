using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Strategy;

/// <summary>Between a posted form and a draft: rows in their order, blank ones left out, and the small moves a page without script asks the server for.</summary>
public static partial class DraftForm
{
    public static ModelDraft Read(IFormCollection form)
    {
        var draft = new ModelDraft
        {
            Id = Text(form, "id"), Title = Text(form, "title"), Notes = Text(form, "notes"), Language = Text(form, "language"), Track = Text(form, "track"),
            Citation = Text(form, "citation"), Provenance = Text(form, "provenance"), Illustrative = form.ContainsKey("illustrative"),
            Merged = Text(form, "merged"), Disallowed = Text(form, "disallowed"),
        };
        foreach (var row in Rows(form, "dm"))
        {
            var maker = new MakerDraft
            {
                Id = Text(form, $"{row}.id"), Name = Text(form, $"{row}.name"), Kind = Text(form, $"{row}.kind") == "ranking" ? "ranking" : "statements", Ranking = Text(form, $"{row}.ranking"),
            };
            maker.Statements.AddRange(Rows(form, $"{row}.s").Select(s => new StatementDraft(Text(form, $"{s}.words"), Text(form, $"{s}.text"))));
            draft.Makers.Add(maker);
        }

        draft.Options.AddRange(Rows(form, "option").Select(row => new OptionDraft
        {
            Id = Text(form, $"{row}.id"), Name = Text(form, $"{row}.name"), Owner = Text(form, $"{row}.owner"), Direction = Text(form, $"{row}.direction"), Now = form.ContainsKey($"{row}.now"),
        }));
        draft.Infeasible.AddRange(Rows(form, "infeasible").Select(row => Text(form, row)));
        if (IsMove(form))
        {
            Move(draft, Text(form, "do"));
        }
        else
        {
            draft.LeaveOutBlankRows();
        }

        return draft;
    }

    /// <summary>Whether the button pressed was one that changes rows and saves nothing.</summary>
    public static bool IsMove(IFormCollection form) => Text(form, "do").Length > 0;

    /// <summary>Field of a row, as the form names it: <c>dm[0].s[2]</c>.</summary>
    public static string Row(string group, int n) => string.Create(CultureInfo.InvariantCulture, $"{group}[{n}]");

    // "add:dm[0].s", "remove:option[2]", "up:dm[0].s[3]", "down:dm[0].s[3]"
    private static void Move(ModelDraft draft, string asked)
    {
        if (Asked().Match(asked) is not { Success: true } match)
        {
            return;
        }

        var maker = Number(match.Groups["maker"]);
        var at = Number(match.Groups["at"]);
        switch (match.Groups["group"].Value)
        {
            case "option":
                Move(draft.Options, match.Groups["verb"].Value, at, new OptionDraft());
                break;
            case "infeasible":
                Move(draft.Infeasible, match.Groups["verb"].Value, at, "");
                break;
            case "dm":
                Move(draft.Makers, match.Groups["verb"].Value, at, new MakerDraft());
                break;
            default:
                if (maker < draft.Makers.Count)
                {
                    Move(draft.Makers[maker].Statements, match.Groups["verb"].Value, at, new StatementDraft("", ""));
                }

                break;
        }
    }

    private static void Move<T>(List<T> rows, string verb, int at, T added)
    {
        switch (verb)
        {
            case "add":
                rows.Add(added);
                break;
            case "remove" when at < rows.Count:
                rows.RemoveAt(at);
                break;
            case "up" when at > 0 && at < rows.Count:
                (rows[at - 1], rows[at]) = (rows[at], rows[at - 1]);
                break;
            case "down" when at + 1 < rows.Count:
                (rows[at + 1], rows[at]) = (rows[at], rows[at + 1]);
                break;
        }
    }

    private static IEnumerable<string> Rows(IFormCollection form, string group) => form.Keys
        .Where(k => k.StartsWith(group + "[", StringComparison.Ordinal))
        .Select(k => k.AsSpan(group.Length + 1, Math.Max(0, k.IndexOf(']', group.Length) - group.Length - 1)).ToString())
        .Where(n => n.Length is > 0 and < 4 && n.All(char.IsAsciiDigit)).Select(n => int.Parse(n, CultureInfo.InvariantCulture))
        .Distinct().Order().Select(n => Row(group, n));

    private static string Text(IFormCollection form, string field) => ((string?)form[field] ?? "").ReplaceLineEndings("\n").Trim();

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<verb>add|remove|up|down):(dm\[(?<maker>\d{1,3})\]\.)?(?<group>dm|s|option|infeasible)(\[(?<at>\d{1,3})\])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
