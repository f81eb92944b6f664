using Comity.Record;
using Comity.Record.Journals;

namespace Comity.Tests.Explorer;

/// <summary>What one member's node holds: journals, evidence and disputed sightings, by number. The record it is judged by is the real one.</summary>
internal sealed class Held(World world, int owner, int[][] journals, int[] evidence, int[] disputed)
{
    private ForumRecord? _record;

    public int Owner { get; } = owner;

    /// <summary>Per member, its statements in order.</summary>
    public int[][] Journals { get; } = journals;

    /// <summary>Sorted.</summary>
    public int[] Evidence { get; } = evidence;

    /// <summary>Statements that saw a journal otherwise than it is held here, sorted; at most one of each author.</summary>
    public int[] Disputed { get; } = disputed;

    /// <summary>Never changed by those who ask; who changes one takes a <see cref="Copy"/>.</summary>
    public ForumRecord Record => _record ??= Copy();

    public Channel Channel => Record.Find(ChannelId.Plenary)!;

    public Journal Of(int member) => Channel[World.Members[member]];

    public ForumRecord Copy()
    {
        var record = new ForumRecord(world.Charter.Id, World.Members[Owner]);
        foreach (var statement in Journals.SelectMany(j => j))
        {
            record.Append(world[statement].Statement);
        }

        foreach (var number in Evidence)
        {
            record.Note(world.EvidenceOf(number));
        }

        return record;
    }

    public static string KeyOf(int owner, int[][] journals, int[] evidence, int[] disputed) =>
        $"{owner}|{string.Join('/', journals.Select(j => string.Join(',', j)))}|{string.Join(',', evidence)}|{string.Join(',', disputed)}";
}
