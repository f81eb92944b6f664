using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>Reads rows of places; names are few and read once.</summary>
internal sealed class SqlitePlaces
{
    private readonly Dictionary<string, ChannelId> _channels = [];
    private readonly Dictionary<string, MemberId> _members = [];
    private readonly byte[] _id = new byte[Hash256.Size];

    /// <exception cref="InvalidDataException">The row holds what this program never writes.</exception>
    public StoredPlace Row(SqliteDataReader rows)
    {
        var length = rows.GetBytes(3, 0, _id, 0, _id.Length);
        return length == Hash256.Size
            ? new(Of(_channels, rows.GetString(0), SqliteReading.ChannelOf), Of(_members, rows.GetString(1), SqliteReading.MemberOf), rows.GetInt64(2), new StatementId(new Hash256(_id)))
            : throw new InvalidDataException($"expected a statement id of {Hash256.Size} bytes, found {length}");
    }

    private static T Of<T>(Dictionary<string, T> known, string text, Func<string, T> read) => known.TryGetValue(text, out var found) ? found : known[text] = read(text);
}
