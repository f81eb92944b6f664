using System.Globalization;
using Comity.Domain.Disputes;

namespace Comity.Node.Shared;

/// <summary>A shape for each kind of act, the same on every picture: kinds are told apart without colour.</summary>
public static class MarkShapes
{
    /// <summary>An SVG path of about 2r across around (x, y). Outlined kinds are told from filled ones by <see cref="IsOpen"/>.</summary>
    public static string Path(ActType type, double x, double y, double r) => type switch
    {
        ActType.Measure => Polygon((x - r * .85, y - r * .85), (x + r * .85, y - r * .85), (x + r * .85, y + r * .85), (x - r * .85, y + r * .85)),
        ActType.Countermeasure => Polygon((x, y - r * 1.15), (x + r * 1.15, y), (x, y + r * 1.15), (x - r * 1.15, y)),
        ActType.Offer => Polygon((x, y - r * 1.1), (x + r * 1.1, y), (x, y + r * 1.1), (x - r * 1.1, y)),
        ActType.Ruling => Polygon((x, y - r), (x + r * 1.05, y + r * .85), (x - r * 1.05, y + r * .85)),
        ActType.DeEscalation => Polygon((x, y + r), (x + r * 1.05, y - r * .85), (x - r * 1.05, y - r * .85)),
        ActType.Statement => Polygon((x - r, y - r * .45), (x + r, y - r * .45), (x + r, y + r * .45), (x - r, y + r * .45)),
        ActType.Agreement => Circle(x, y, r) + Circle(x, y, r * .4),
        ActType.Meeting => Circle(x, y, r * .95),
        _ => Circle(x, y, r * .6),
    };

    public static bool IsOpen(ActType type) => type is ActType.Offer or ActType.Meeting or ActType.Agreement;

    private static string Polygon(params (double X, double Y)[] points) => "M" + string.Join('L', points.Select(p => $"{N(p.X)} {N(p.Y)}")) + "Z";

    private static string Circle(double x, double y, double r) => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0Z";

    private static string N(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
}
