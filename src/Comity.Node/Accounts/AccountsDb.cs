using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Comity.Node.Accounts;

/// <summary>Accounts, sessions, tokens and links: a database of its own, never part of any journal, never sent to anybody.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>The file's name in a node's folder.</summary>
    public const string FileName = "accounts.db";

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TokenRow> ApiTokens => Set<TokenRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<SignatureRow> Signatures => Set<SignatureRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // SQLite compares numbers, not dates with offsets.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().HasIndex(a => a.Officer).IsUnique();
        builder.Entity<SessionRow>(row =>
        {
            row.ToTable("Sessions").HasKey(s => s.Id);
            row.HasIndex(s => s.AccountId);
        });
        builder.Entity<TokenRow>(row =>
        {
            row.ToTable("ApiTokens").HasKey(t => t.Id);
            row.HasIndex(t => t.Digest).IsUnique();
            row.HasIndex(t => t.AccountId);
        });
        builder.Entity<SignatureRow>().ToTable("Signatures").HasKey(s => new { s.Statement, s.Credential });
        builder.Entity<LinkRow>(row =>
        {
            row.ToTable("Links").HasKey(l => l.Digest);
            row.HasIndex(l => l.AccountId);
        });
    }

    private sealed class Milliseconds() : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
