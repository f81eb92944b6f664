namespace Comity.Strategy.Concepts;

/// <summary>The names of concepts in files and commands: <c>nash gmr smr seq sseq</c>.</summary>
public static class ConceptNames
{
    public static IReadOnlyList<Concept> All { get; } = Enum.GetValues<Concept>();

    public static string Name(this Concept concept) => concept switch
    {
        Concept.Nash => "nash",
        Concept.Gmr => "gmr",
        Concept.Smr => "smr",
        Concept.Seq => "seq",
        _ => "sseq",
    };

    public static bool TryParse(string name, out Concept concept)
    {
        concept = All.FirstOrDefault(c => c.Name() == name);
        return concept.Name() == name;
    }
}
