using System.Text.RegularExpressions;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>Holds sentences for the press against the record: what they rest on, where they differ, which words are sensitive.</summary>
/// <remarks>
/// Method: a sentence and an act are compared by the words they share, each weighing log(1 + acts / acts that have it), the inverse document
/// frequency of Spärck Jones (1972); an act is spoken of when it covers at least 35 % of the weight of the sentence's words with two words
/// or more, or 20 % when a date agrees. Then dates, the first named member and figures are compared. The same text and record give the same answer.
/// </remarks>
public sealed partial class PressCheck
{
    private const double LeastShare = 0.35;
    private const double LeastShareWithDate = 0.20;
    private const int MostMatches = 3;
    private const int MostWords = 8;

    private readonly Indexed[] _facts;
    private readonly Dictionary<string, double> _weight;

    // A word no act has speaks against every act, less than a rare word speaks for one: names and endings vary.
    private readonly double _unknown;
    private readonly PressNames _names;
    private readonly IReadOnlyList<SensitiveTerm> _sensitive;

    public PressCheck(IEnumerable<PressFact> facts, PressNames names, IReadOnlyList<SensitiveTerm> sensitive)
    {
        _facts = [.. facts.Select(f => new Indexed(f, PressTerms.Of(string.Join('\n', f.Texts))))];
        _weight = _facts.SelectMany(f => f.Terms).CountBy(t => t, StringComparer.Ordinal)
            .ToDictionary(t => t.Key, t => Math.Log(1 + (double)_facts.Length / t.Value), StringComparer.Ordinal);
        _unknown = 0.3 * Math.Log(1 + _facts.Length);
        _names = names;
        _sensitive = sensitive;
    }

    /// <param name="text">At most 20,000 characters.</param>
    /// <returns>One entry per sentence, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The text is longer.</exception>
    public IReadOnlyList<PressSentence> Judge(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MostCharacters, nameof(text));
        var sensitive = SensitiveWords.In(text, _sensitive);
        return [.. Sentence().Matches(text).Where(m => m.Value.Trim().Length > 0).Select(m => Judge(m.Index, m.Value, sensitive))];
    }

    /// <summary>Characters of one text that are looked at.</summary>
    public const int MostCharacters = 20_000;

    private PressSentence Judge(int start, string sentence, ValueList<SensitiveFinding> sensitive)
    {
        var matches = Matches(sentence);
        var inside = sensitive.Where(s => s.Start >= start && s.Start < start + sentence.Length).ToValueList();
        return new(start, sentence.Trim(), StandingOf(matches), matches, inside);
    }

    private static PressStanding StandingOf(ValueList<PressMatch> matches) => matches switch
    {
        { Count: 0 } => PressStanding.NothingFound,
        _ when matches[0].Differences.Count > 0 => PressStanding.Differs,
        _ when matches[0].Remarks.Count > 0 => PressStanding.RestsOnDisputed,
        _ => PressStanding.RestsOnConfirmed,
    };

    private ValueList<PressMatch> Matches(string sentence)
    {
        var said = new SaidSentence(sentence, _names);
        var known = said.Terms.Where(_weight.ContainsKey).ToArray();
        var all = known.Sum(t => _weight[t]) + ((said.Terms.Count - known.Length) * _unknown);
        var candidates = _facts.Select(f => (Fact: f, Shared: known.Where(f.Terms.Contains).ToArray()))
            .Select(c => (c.Fact, c.Shared, Share: c.Shared.Sum(t => _weight[t]) / all, OnDay: said.DateFits(c.Fact.Fact)))
            .Where(c => c.Shared.Length >= 2 && c.Share >= (c.OnDay ? LeastShareWithDate : LeastShare))
            .OrderByDescending(c => c.Share + (c.OnDay ? LeastShare : 0)).ThenBy(c => c.Fact.Fact.Id)
            .ToArray();
        var best = candidates.Length == 0 ? 0 : candidates[0].Share + (candidates[0].OnDay ? LeastShare : 0);
        return candidates.TakeWhile(c => c.Share + (c.OnDay ? LeastShare : 0) >= best * 0.75).Take(MostMatches)
            .Select(c => new PressMatch(c.Fact.Fact, c.Share, Rarest(c.Shared), said.DifferencesFrom(c.Fact.Fact), said.RemarksOn(c.Fact.Fact)))
            .ToValueList();
    }

    private ValueList<string> Rarest(IEnumerable<string> shared) =>
        shared.OrderByDescending(t => _weight[t]).ThenBy(t => t, StringComparer.Ordinal).Take(MostWords).ToValueList();

    // A full stop ends a sentence before a space; those of Japanese and Korean end it at once. "5.5" and "U.S. " stay whole.
    [GeneratedRegex(@".*?(?:(?<!\b[A-Z])[.!?](?=\s|$)|[。！？\n]|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Sentence();

    private sealed record Indexed(PressFact Fact, HashSet<string> Terms);
}
