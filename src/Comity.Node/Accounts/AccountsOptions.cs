namespace Comity.Node.Accounts;

/// <summary>How a working node's officers sign in.</summary>
public sealed record AccountsOptions
{
    /// <summary>A session unused for so long has ended.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(4);

    /// <summary>However much it is used, a session ends after so long.</summary>
    public TimeSpan SessionLongest { get; init; } = TimeSpan.FromHours(14);

    /// <summary>How long an enrolment link works.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Wrong passwords or codes in a row before the account's password waits.</summary>
    public int MostFailures { get; init; } = 5;

    /// <summary>How long it waits then. Passkeys go on working: nobody can lock another out of them.</summary>
    public TimeSpan LockOut { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Failed attempts from one address within <see cref="AddressWindow"/> before that address waits.</summary>
    public int MostFailuresByAddress { get; init; } = 30;

    public TimeSpan AddressWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The node is reached over TLS, its own or a gateway's: cookies travel over nothing else.</summary>
    public bool OverTls { get; init; }

    /// <summary>The name that passkeys are bound to; null for the name in the browser's address.</summary>
    public string? PasskeyName { get; init; }

    /// <summary>The member's own identity provider; null for none.</summary>
    public ProviderOptions? Provider { get; init; }
}

/// <summary>An OpenID Connect provider: authorization code with PKCE. Its answer signs in only an account that was linked to that subject.</summary>
/// <param name="Name">As the sign-in page names it.</param>
/// <param name="Authority">The issuer; discovery is read below it. HTTPS, or loopback.</param>
/// <param name="ClientSecret">Null for a public client.</param>
public sealed record ProviderOptions(string Name, Uri Authority, string ClientId, string? ClientSecret);
