using System.Text.RegularExpressions;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>What one sentence says, taken apart once and held against each act.</summary>
internal sealed partial class SaidSentence(string text, PressNames names)
{
    private readonly IReadOnlyList<PressMention> _dates = PressMention.In(text);
    private readonly PressFigure[] _figures = [.. PressFigure.In(text)];
    private readonly MemberId? _first = names.FirstIn(text);
    private readonly bool _saysWhy = Because().IsMatch(text);

    public HashSet<string> Terms { get; } = PressTerms.Of(PressMention.Without(text));

    /// <summary>Whether the sentence gives a day that is one of the act's.</summary>
    public bool DateFits(PressFact fact) => _dates.Any(said => said.Day is not null && fact.Dates.Any(said.Fits));

    public ValueList<PressDifference> DifferencesFrom(PressFact fact) => Dates(fact).Concat(Actors(fact)).Concat(Figures(fact)).ToValueList();

    public ValueList<PressRemark> RemarksOn(PressFact fact)
    {
        var remarks = new List<PressRemark>();
        if (fact.ContestedBy.Count > 0)
        {
            remarks.Add(new PressRemark.Contested(fact.ContestedBy));
        }

        if (!fact.Confirmed)
        {
            remarks.Add(new PressRemark.NotConfirmed());
        }

        remarks.AddRange(fact.DeniedLinks.Where(_ => _saysWhy).Select(l => new PressRemark.LinkDenied(l.Other, l.DeniedBy)));
        return remarks.ToValueList();
    }

    // A sentence may tell of several days; it differs when none of them is the act's.
    private IEnumerable<PressDifference> Dates(PressFact fact)
    {
        if (_dates.Count > 0 && !_dates.Any(said => fact.Dates.Any(said.Fits)))
        {
            yield return new PressDifference.OtherDate(_dates[0], fact.Dates[0]);
        }
    }

    private IEnumerable<PressDifference> Actors(PressFact fact)
    {
        if (_first is { } said && fact.Actors.Count > 0 && !fact.Actors.Contains(said))
        {
            yield return new PressDifference.OtherActor(said, fact.Actors);
        }
    }

    private IEnumerable<PressDifference> Figures(PressFact fact)
    {
        var recorded = fact.Texts.SelectMany(PressFigure.In).ToLookup(f => f.Unit, StringComparer.Ordinal);
        foreach (var figure in _figures)
        {
            var same = recorded[figure.Unit].ToArray();
            if (same.Length > 0 && !same.Any(f => f.Value == figure.Value))
            {
                yield return new PressDifference.OtherFigure(figure.Text, same[0].Text, figure.UnitText);
            }
        }
    }

    [GeneratedRegex(
        @"\bbecause\b|\bin (response|answer|retaliation|reply|return)\b|\bretaliat|\bcountermeasure|\bdue to\b|\bas a result\b|\bpunish|報復|対抗|受けて|理由に|ため|보복|맞서|대응|때문|이유로",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Because();
}
