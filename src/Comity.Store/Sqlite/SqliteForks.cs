using Comity.Record;
using Microsoft.Data.Sqlite;

namespace Comity.Store.Sqlite;

/// <summary>What the writer does about forks inside its transaction. Rare, so nothing is compiled ahead. Owned by the writer's thread.</summary>
internal sealed class SqliteForks(SqliteConnection connection, IWriteFaults? faults)
{
    public bool Keep(StoredEvidence evidence)
    {
        faults?.At(WritePoint.BeforeStatement);
        return Run(
            $"""
            INSERT INTO evidence (channel, member, idx, id, text, kept) SELECT $c, $m, $x, $i, $t, $k
            WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE channel = $c AND member = $m AND idx = $x AND id = $i)
            AND (SELECT count(*) FROM evidence WHERE channel = $c AND member = $m) < {IStatementStore.MostEvidence}
            """,
            ("$c", evidence.Channel.ToString()), ("$m", evidence.Member.ToString()), ("$x", evidence.Index), ("$i", evidence.Id.ToArray()),
            ("$t", evidence.Text), ("$k", evidence.KeptAt.ToUnixTimeMilliseconds())) == 1;
    }

    public bool Take(IReadOnlyList<StoredStatement> branch)
    {
        var first = branch[0];
        (string, object)[] place = [("$c", first.Channel.ToString()), ("$m", first.Member.ToString()), ("$x", first.Index)];
        const string Tail = "WHERE channel = $c AND member = $m AND idx >= $x";

        // What both branches hold is not left behind; what was once left behind and is taken now no longer is.
        Run($"INSERT OR IGNORE INTO branch (channel, member, idx, id, compact) SELECT channel, member, idx, id, compact FROM statement {Tail}", place);
        Run($"DELETE FROM statement {Tail}", place);
        foreach (var statement in branch)
        {
            faults?.At(WritePoint.BeforeStatement);
            var row = RowOf(statement);
            Run("INSERT INTO statement (channel, member, idx, id, compact) VALUES ($c, $m, $x, $i, $t)", row);
            Run("DELETE FROM branch WHERE channel = $c AND member = $m AND idx = $x AND id = $i", row[..4]);
        }

        return true;
    }

    public bool KeepBranch(IReadOnlyList<StoredStatement> branch)
    {
        foreach (var statement in branch)
        {
            faults?.At(WritePoint.BeforeStatement);
            Run("INSERT OR IGNORE INTO branch (channel, member, idx, id, compact) VALUES ($c, $m, $x, $i, $t)", RowOf(statement));
        }

        return true;
    }

    public bool KeepSighting(StoredStatement disputed)
    {
        faults?.At(WritePoint.BeforeStatement);
        return Run("INSERT OR REPLACE INTO sighting (channel, member, idx, id, compact) VALUES ($c, $m, $x, $i, $t)", RowOf(disputed)) == 1;
    }

    public bool DropSighting(ChannelId channel, MemberId author)
    {
        faults?.At(WritePoint.BeforeStatement);
        return Run("DELETE FROM sighting WHERE channel = $c AND member = $m", ("$c", channel.ToString()), ("$m", author.ToString())) == 1;
    }

    private static (string, object)[] RowOf(StoredStatement statement) =>
        [("$c", statement.Channel.ToString()), ("$m", statement.Member.ToString()), ("$x", statement.Index), ("$i", statement.Id.Hash.ToArray()), ("$t", statement.Compact)];

    private int Run(string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
