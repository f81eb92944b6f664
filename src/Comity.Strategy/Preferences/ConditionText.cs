using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Strategy.Models;

namespace Comity.Strategy.Preferences;

/// <summary>
/// Conditions as textbooks write them: <c>remedy AND NOT (liquidate OR gsomia)</c>, <c>3 IF 5</c>, <c>"End the pact" IFF controls</c>.
/// </summary>
/// <remarks>
/// An option is named by its id, its name (in double quotes unless one word) or its number from 1. NOT (also <c>-</c>) binds most closely, then
/// AND (<c>&amp;</c>), then OR (<c>|</c>); one IF or IFF joins two such parts, further ones need parentheses. Words of the language in any case.
/// </remarks>
public static class ConditionText
{
    private const int MaxDepth = 100;
    private const int MaxWords = 2000;

    /// <param name="fault">What was expected and what was found.</param>
    public static bool TryParse(string text, IReadOnlyList<Option> options, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out (string Expected, string Found)? fault)
    {
        var words = ConditionTokens.Of(text);
        if (words.Count > MaxWords)
        {
            (condition, fault) = (null, ($"at most {MaxWords} words", $"{words.Count}"));
            return false;
        }

        var parser = new Parser(words, options);
        try
        {
            condition = parser.Whole();
            fault = null;
            return true;
        }
        catch (FormatException wrong)
        {
            condition = null;
            fault = (wrong.Message, parser.Found);
            return false;
        }
    }

    /// <summary>The text that reads back as the same condition; options by id.</summary>
    public static string Of(Condition condition, IReadOnlyList<Option> options) => condition switch
    {
        Condition.Taken(var k) => '"' + options[k].Id + '"',
        Condition.Not(var inner) => "NOT " + Of(inner, options),
        Condition.And(var left, var right) => $"({Of(left, options)} AND {Of(right, options)})",
        Condition.Or(var left, var right) => $"({Of(left, options)} OR {Of(right, options)})",
        Condition.If(var then, var when) => $"({Of(then, options)} IF {Of(when, options)})",
        Condition.Iff(var left, var right) => $"({Of(left, options)} IFF {Of(right, options)})",
        _ => throw new ArgumentException("patterns are written as patterns", nameof(condition)),
    };

    private sealed class Parser(IReadOnlyList<string> tokens, IReadOnlyList<Option> options)
    {
        private int _at;
        private int _depth;

        public string Found => _at < tokens.Count ? $"\"{tokens[_at].Trim('"')}\" at word {_at + 1}" : "the end";

        public Condition Whole()
        {
            var whole = Joined();
            return _at == tokens.Count ? whole : throw new FormatException("one of AND, OR, IF, IFF or the end (a second IF or IFF needs parentheses)");
        }

        private Condition Joined()
        {
            var left = Either();
            return Take("IF") ? new Condition.If(left, Either())
                : Take("IFF") ? new Condition.Iff(left, Either())
                : left;
        }

        private Condition Either()
        {
            var left = Both();
            while (Take("OR") || Take("|"))
            {
                left = new Condition.Or(left, Both());
            }

            return left;
        }

        private Condition Both()
        {
            var left = One();
            while (Take("AND") || Take("&"))
            {
                left = new Condition.And(left, One());
            }

            return left;
        }

        private Condition One()
        {
            if (++_depth > MaxDepth)
            {
                throw new FormatException($"at most {MaxDepth} conditions one inside another");
            }

            Condition one = Take("NOT") || Take("-") ? new Condition.Not(One()) : Take("(") ? Closed() : Named();
            _depth--;
            return one;
        }

        private Condition Closed()
        {
            var inner = Joined();
            return Take(")") ? inner : throw new FormatException("a closing parenthesis");
        }

        private Condition.Taken Named()
        {
            var option = _at < tokens.Count ? OptionOf(tokens[_at]) : -1;
            _at += option < 0 ? 0 : 1;
            return option < 0 ? throw new FormatException("an option's id, name or number, NOT or an opening parenthesis") : new(option);
        }

        private int OptionOf(string token)
        {
            var name = token.Trim('"');
            var byId = options.Index().Where(o => o.Item.Id == name).Select(o => o.Index).ToList();
            var found = byId.Count > 0 ? byId : [.. options.Index().Where(o => o.Item.Name == name).Select(o => o.Index)];
            return found.Count == 1 ? found[0]
                : found.Count == 0 && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= options.Count ? number - 1
                : -1;
        }

        private bool Take(string word)
        {
            var taken = _at < tokens.Count && tokens[_at].Equals(word, StringComparison.OrdinalIgnoreCase);
            _at += taken ? 1 : 0;
            return taken;
        }
    }
}
