using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Node.Strategy;

/// <summary>Conditions over short names as patterns, for forms that carry patterns alone.</summary>
public static class ConditionPatterns
{
    private const int MostPatterns = 64;

    /// <summary>Patterns as typed, or a condition split on OR at its top into its alternatives: <c>(a AND NOT b) OR c</c> is <c>YN-, --Y</c>.</summary>
    /// <returns>Null when it cannot be read, or takes more than 64 patterns.</returns>
    public static ValueList<string>? Of(string typed, ConflictModel model)
    {
        if (ConditionWords.Read(typed, null, model.Options.Count).AnyOf is { } patterns)
        {
            return patterns;
        }

        Comity.Strategy.Models.Option[] options = [.. model.Options.Select(o => new Comity.Strategy.Models.Option(o.Id, o.Name))];
        return ConditionText.TryParse(typed, options, out var condition, out _) && Alternatives(condition, negated: false) is { Count: <= MostPatterns } found
            ? found.Select(p => p.ToText(options.Length)).ToValueList()
            : null;
    }

    // The disjunctive normal form, contradictions left out.
    private static List<Pattern> Alternatives(Condition condition, bool negated) => condition switch
    {
        Condition.Taken(var k) => [new(1UL << k, negated ? 0 : 1UL << k)],
        Condition.Not(var inner) => Alternatives(inner, !negated),
        Condition.And(var left, var right) => negated ? Either(left, right, true, true) : Both(left, right, false, false),
        Condition.Or(var left, var right) => negated ? Both(left, right, true, true) : Either(left, right, false, false),
        Condition.If(var then, var when) => negated ? Both(then, when, true, false) : Either(then, when, false, true),
        Condition.Iff(var left, var right) => [.. Both(left, right, negated, false), .. Both(left, right, !negated, true)],
        _ => [],
    };

    private static List<Pattern> Either(Condition left, Condition right, bool leftNegated, bool rightNegated) =>
        [.. Alternatives(left, leftNegated).Concat(Alternatives(right, rightNegated)).Take(MostPatterns + 1)];

    private static List<Pattern> Both(Condition left, Condition right, bool leftNegated, bool rightNegated)
    {
        var others = Alternatives(right, rightNegated);
        return [.. Alternatives(left, leftNegated).SelectMany(a => others.Where(a.Meets).Select(b => new Pattern(a.Mask | b.Mask, a.Value | b.Value))).Distinct().Take(MostPatterns + 1)];
    }
}
