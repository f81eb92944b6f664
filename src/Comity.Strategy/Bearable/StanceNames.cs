namespace Comity.Strategy.Bearable;

/// <summary>The names of stances in files: <c>vetoes opposes tolerates supports</c>.</summary>
public static class StanceNames
{
    public static IReadOnlyList<Stance> All { get; } = Enum.GetValues<Stance>();

    public static string Name(this Stance stance) => stance switch
    {
        Stance.Vetoes => "vetoes",
        Stance.Opposes => "opposes",
        Stance.Tolerates => "tolerates",
        _ => "supports",
    };

    public static bool TryParse(string name, out Stance stance)
    {
        stance = All.FirstOrDefault(s => s.Name() == name);
        return stance.Name() == name;
    }
}
