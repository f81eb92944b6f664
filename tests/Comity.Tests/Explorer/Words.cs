namespace Comity.Tests.Explorer;

/// <summary>All that makes one statement differ from another, by number.</summary>
/// <param name="Kind">The kind of a statement of the record; anything else is said as words.</param>
/// <param name="Seen">Per member, the journal its author had seen, as numbers of statements; its own is what comes before.</param>
/// <param name="Cites">Decisions of forks whose branch the author had not seen before.</param>
/// <param name="Invents">Whose journal it says to have seen otherwise than anybody said it; -1 for none.</param>
/// <param name="Beyond">By how much the invented size is above the held one.</param>
/// <param name="Evidence">What a declaration answers; -1 for none.</param>
internal sealed record Words(int Author, string Kind, int[][] Seen, int Roster, int[] Cites, int Invents = -1, int Beyond = 0, int Evidence = -1)
{
    public string Key { get; } =
        $"{Author}|{Kind}|{string.Join('/', Seen.Select(s => string.Join(',', s)))}|{Roster}|{string.Join(',', Cites)}|{Invents}|{Beyond}|{Evidence}";

    public Words Mirrored(World world)
    {
        int[] Mirror(int[] statements) => [.. statements.Select(world.Mirror)];
        return new Words(
            World.MirrorMember(Author), Kind, [.. Enumerable.Range(0, World.Count).Select(m => Mirror(Seen[World.MirrorMember(m)]))], Roster, Mirror(Cites),
            Invents < 0 ? -1 : World.MirrorMember(Invents), Beyond, Evidence < 0 ? -1 : world.MirrorEvidence(Evidence));
    }
}
