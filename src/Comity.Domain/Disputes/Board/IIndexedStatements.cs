using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>Where a board finds its index and the statements themselves.</summary>
public interface IIndexedStatements
{
    /// <summary>Reads the index while nobody changes it. Short: no disk.</summary>
    T Read<T>(Func<DisputesIndex, T> reader);

    /// <summary>Statements of the channel with their bodies; one that is not held any more is left out.</summary>
    IReadOnlyList<Said> Load(IReadOnlyCollection<IndexedPlace> places);
}

/// <summary>Which statement, and where in the channel it is read from.</summary>
public sealed record IndexedPlace(StatementId Id, MemberId Member, long Index);
