using System.Security.Cryptography;
using System.Text;
using Comity.Record;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Accounts;

/// <summary>Makes and reads a node's accounts outside its running host: for setting a node up.</summary>
public static class AccountStore
{
    /// <summary>The first form of this database, as the statement that makes it says too; another number is another edition's.</summary>
    private const int Version = 1;

    /// <summary>Makes the database with a first account, or finds it made, and gives a link's code to enrol by.</summary>
    /// <param name="folder">The node's folder; exists.</param>
    /// <param name="signInName">What the person types to sign in: letters, digits, <c>-._@</c>.</param>
    /// <param name="administers">Manages accounts: the first administrator.</param>
    /// <param name="head">The office and level of a head of delegation whom the member sets itself up with: the node gives that mandate while no head stands.</param>
    /// <param name="officer">The officer's id that set-up gave a first mandate to; null makes one.</param>
    /// <returns>The officer's opaque id, and the code: <c>/enrol?code=…</c> on the node. It works once, for 72 hours.</returns>
    /// <exception cref="InvalidOperationException">The name is taken or cannot be one; the message says which.</exception>
    /// <exception cref="InvalidDataException">The file is another edition's.</exception>
    public static async Task<(string Officer, string Code)> AddAsync(string folder, string signInName, string name, bool administers, (string Office, string Level)? head = null, string? officer = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddAccountStore(folder, new AccountsOptions()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await OpenAsync(scope.ServiceProvider.GetRequiredService<AccountsDb>()).ConfigureAwait(false);
        var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
        var (account, faults) = await desk.MakeAsync(signInName, name, administers, head, officer).ConfigureAwait(false);
        return account is null
            ? throw new InvalidOperationException(string.Join(' ', faults.Select(f => f.Message)))
            : (account.Officer, await desk.LinkAsync(account).ConfigureAwait(false));
    }

    /// <summary>Whether an officer of this id has an account.</summary>
    public static async Task<bool> HasAsync(string folder, string officer)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddAccountStore(folder, new AccountsOptions()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await OpenAsync(db).ConfigureAwait(false);
        return await db.Users.AnyAsync(a => a.Officer == officer).ConfigureAwait(false);
    }

    /// <summary>Opens the database, making it where there is none. Only this user reads the file.</summary>
    /// <exception cref="InvalidDataException">The file is another edition's.</exception>
    public static async Task OpenAsync(AccountsDb db)
    {
        if (await db.Database.EnsureCreatedAsync().ConfigureAwait(false))
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; PRAGMA user_version = 1").ConfigureAwait(false);
            Restrict(db);
        }

        // Databases made before signatures were kept have no table of them.
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS Signatures (Statement TEXT NOT NULL, Credential TEXT NOT NULL, Officer TEXT NOT NULL, Office TEXT NOT NULL, PublicKey BLOB NOT NULL, AuthenticatorData BLOB NOT NULL, "
            + "ClientData BLOB NOT NULL, Signature BLOB NOT NULL, Party TEXT NOT NULL, At INTEGER NOT NULL, PRIMARY KEY (Statement, Credential))").ConfigureAwait(false);
        var found = (await db.Database.SqlQueryRaw<int>("SELECT user_version AS Value FROM pragma_user_version").ToListAsync().ConfigureAwait(false))[0];
        if (found != Version)
        {
            throw new InvalidDataException($"{AccountsDb.FileName}: expected form {Version}, found {found}; the accounts are as they were");
        }
    }

    internal static IServiceCollection AddAccountStore(this IServiceCollection services, string folder, AccountsOptions options)
    {
        services.AddSingleton(options);
        services.AddDbContext<AccountsDb>(db => db.UseSqlite($"Data Source={Path.Combine(folder, AccountsDb.FileName)}"));
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.Password.RequiredLength = 12;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequiredUniqueChars = 5;
            identity.Lockout.MaxFailedAccessAttempts = options.MostFailures;
            identity.Lockout.DefaultLockoutTimeSpan = options.LockOut;
            identity.Lockout.AllowedForNewUsers = true;
        }).AddEntityFrameworkStores<AccountsDb>();
        services.AddSingleton<CallerCache>();
        services.AddScoped<AccountDesk>();
        return services;
    }

    /// <summary>A secret of 256 bits, as text.</summary>
    internal static string NewSecret() => Base64UrlText.Encode(RandomNumberGenerator.GetBytes(32));

    internal static string DigestOf(string secret) => Hash256.Of(Encoding.UTF8.GetBytes(secret)).ToString();

    private static void Restrict(AccountsDb db)
    {
        var path = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
