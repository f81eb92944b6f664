using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Desk;
using Comity.Node.Disputes;

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
        var taken = new List<(string, string?)>();
        foreach (var type in Enum.GetValues<ActType>())
        {
            var typed = form.Text(type.Wire());
            if (typed is not null && !(decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && Math.Abs(weight) <= EscalationCurve.Most))
            {
                form.Add(new(type.Wire(), "form.weight", $"expected a number from -10 to 10, found \"{typed}\""));
            }

            taken.Add((Name(type), typed));
        }

        if (form.Faults.Count > 0)
        {
            return false;
        }

        desks.Set(Desk, taken);
        return true;
    }

    private static string Name(ActType type) => $"standstill.weight.{type.Wire()}";
}
