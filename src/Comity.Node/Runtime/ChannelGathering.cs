using Comity.Domain;
using Comity.Domain.Disputes.Board;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Sync;

namespace Comity.Node.Runtime;

/// <summary>What is kept in memory of a channel's released statements: an index, the facts of capabilities without one, and where to find the few that have to be read at a start.</summary>
/// <remarks>Within the record's lock. Made from the statements alone: it can be thrown away and made again.</remarks>
/// <param name="begin">Where a journal of the channel is forked, facts that say so: then all of them stay in memory, for its rules look at the whole.</param>
/// <param name="withForks">Gathers a statement in such a channel.</param>
internal sealed class ChannelGathering(IEnumerable<MemberId> members, ChannelFacts begin, Func<ChannelFacts, Statement, Said, ChannelFacts> withForks)
{
    private Func<ChannelFacts, Statement, Said, ChannelFacts> _withForks = withForks;

    public ChannelFacts Facts { get; private set; } = begin;

    public DisputesIndex Index { get; private init; } = new(members);

    /// <summary>Per member, the size of its journal up to and including its last statement that is no receipt.</summary>
    public Dictionary<MemberId, long> Substance { get; private init; } = [];

    /// <summary>Statements that <see cref="Journal.IsDecisive"/> calls so.</summary>
    public List<(MemberId Member, long Index)> Decisive { get; private init; } = [];

    /// <summary>Statements of which <see cref="Facts"/> keeps something.</summary>
    public List<(MemberId Member, long Index)> Resident { get; private init; } = [];

    /// <param name="said">What it says to the capabilities; null for nothing.</param>
    public void Gather(Statement statement, Said? said)
    {
        if (said is not null && Facts.Forks is not null)
        {
            Facts = _withForks(Facts, statement, said);
        }
        else if (said is not null && GatherFacts(said))
        {
            Resident.Add((statement.Member, statement.Index));
        }

        if (said is not null)
        {
            Index.Add(said, statement.Index);
        }

        if (!ReceiptRules.IsReceipt(statement))
        {
            Substance[statement.Member] = statement.Index + 1;
        }

        if (Journal.IsDecisive(statement.Kind))
        {
            Decisive.Add((statement.Member, statement.Index));
        }
    }

    /// <returns>Whether the facts have grown.</returns>
    public bool GatherFacts(Said said)
    {
        if (said.Body is UnknownBody)
        {
            return false;
        }

        var facts = Facts.ApplyResident(said);
        if (Enumerable.Range(0, facts.ByCapability.Length).All(i => ReferenceEquals(facts.ByCapability[i], Facts.ByCapability[i])))
        {
            return false;
        }

        Facts = facts;
        return true;
    }

    /// <summary>As read, and able to go on.</summary>
    public ChannelGathering With(Func<ChannelFacts, Statement, Said, ChannelFacts> withForks)
    {
        _withForks = withForks;
        return this;
    }

    public void Write(BinaryWriter to)
    {
        to.Write(Substance.Count);
        foreach (var (member, size) in Substance)
        {
            to.Write(member.ToString());
            to.Write(size);
        }

        WritePlaces(to, Decisive);
        WritePlaces(to, Resident);
        Index.Write(to);
    }

    /// <summary>As written, without <see cref="Facts"/>: the caller reads their statements again.</summary>
    /// <exception cref="InvalidDataException">It was written in another form.</exception>
    public static ChannelGathering Read(BinaryReader from) => new([], ChannelFacts.None, (facts, _, _) => facts)
    {
        Substance = ReadPlaces(from).ToDictionary(p => p.Member, p => p.Index),
        Decisive = ReadPlaces(from),
        Resident = ReadPlaces(from),
        Index = DisputesIndex.Read(from),
    };

    private static void WritePlaces(BinaryWriter to, List<(MemberId Member, long Index)> places)
    {
        to.Write(places.Count);
        foreach (var (member, index) in places)
        {
            to.Write(member.ToString());
            to.Write(index);
        }
    }

    private static List<(MemberId Member, long Index)> ReadPlaces(BinaryReader from)
    {
        var places = new List<(MemberId, long)>(from.ReadInt32());
        for (var i = places.Capacity; i > 0; i--)
        {
            places.Add((MemberId.Parse(from.ReadString()), from.ReadInt64()));
        }

        return places;
    }
}
