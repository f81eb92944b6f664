using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Desk;
using Comity.Node.Disputes;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>The weights this member draws its curve with: kept on its own node, said to nobody.</summary>
public sealed class CurveWeights(DeskBook desks)
{
    // Beside the desks of officers, whose ids never hold an asterisk.
    private const string Desk = "*member";

    public IReadOnlyDictionary<ActType, decimal> Now => Enum.GetValues<ActType>().ToDictionary(t => t, t =>
        decimal.TryParse(desks.Get(Desk, Name(t)), NumberStyles.Number, CultureInfo.InvariantCulture, out var kept) ? kept : EscalationCurve.Ours[t]);

    /// <summary>Takes what a form says, all or none; an emptied field goes back to the weight to begin with.</summary>
    /// <returns>Whether it was taken; faults stand in the form.</returns>
    public bool Take(FormReading form)
    {
        form.AddRange(Take(form.Text));
        return form.Faults.Count == 0;
    }

    /// <summary>The same of what is typed under each kind's name; null where nothing is.</summary>
    /// <returns>Every fault; with one of them nothing was taken.</returns>
    public IReadOnlyList<Fault> Take(Func<string, string?> typed)
    {
        var taken = Enum.GetValues<ActType>().Select(t => (Type: t, Text: typed(t.Wire()))).ToList();
        var faults = taken.Where(t => t.Text is not null && !IsWeight(t.Text)).Select(t => new Fault(t.Type.Wire(), "form.weight", $"expected a number from -10 to 10, found \"{t.Text}\"")).ToList();
        if (faults.Count == 0)
        {
            desks.Set(Desk, taken.Select(t => (Name(t.Type), t.Text)));
        }

        return faults;
    }

    private static bool IsWeight(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && Math.Abs(weight) <= EscalationCurve.Most;

    private static string Name(ActType type) => $"standstill.weight.{type.Wire()}";
}
