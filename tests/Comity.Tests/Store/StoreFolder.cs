using System.Security.Cryptography;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Tests.Store;

/// <summary>A data folder of one test, gone with it.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-store-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "statements.db");

    public string Folder => _folder.FullName;

    /// <summary>A store with these statements in it, closed.</summary>
    public async Task<StoreFolder> With(params StoredStatement[] statements)
    {
        await using var store = SqliteStatementStore.Open(Path);
        Assert.IsType<AppendResult.Appended>(await store.Append(statements));
        return this;
    }

    public StoreOpenException RefusesToOpen() => Assert.Throws<StoreOpenException>(() => SqliteStatementStore.Open(Path));

    public async Task<IReadOnlyList<string>> Audit()
    {
        await using var store = SqliteStatementStore.OpenReadOnly(Path);
        return store.IntegrityFaults();
    }

    /// <summary>Names, contents and times of change of all files.</summary>
    public string[] Print() =>
        [.. _folder.GetFiles().OrderBy(f => f.Name, StringComparer.Ordinal).Select(f =>
            $"{f.Name} {f.Length} {f.LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f.FullName)))}")];

    public void Dispose() => _folder.Delete(recursive: true);
}
