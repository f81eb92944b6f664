using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>What the envelopes show of who had seen what: the one order that nobody can choose afterwards.</summary>
internal static class Witness
{
    /// <summary>Whether the author of one statement held another when it spoke.</summary>
    public static bool HadSeen(Said speaking, Said of) => speaking.Author == of.Author
        ? of.Index < speaking.Index
        : speaking.Statement.Seen.TryGetValue(of.Author, out var head) && head.Size > of.Index;
}
