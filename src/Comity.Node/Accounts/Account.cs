using Microsoft.AspNetCore.Identity;

namespace Comity.Node.Accounts;

/// <summary>A person who may sign in. Lives in the accounts database alone; the record knows the opaque <see cref="Officer"/> and nothing else of it.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>As colleagues know the person; 1 to 100 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The id that mandates name. Made anew whenever the account is enrolled anew, so that a mandate never comes along with a new way in.</summary>
    public string Officer { get; set; } = "";

    /// <summary>Manages accounts. Opens nothing of substance.</summary>
    public bool Administers { get; set; }

    /// <summary>When a link was first used; null while nobody ever came.</summary>
    public DateTimeOffset? EnrolledAt { get; set; }

    /// <summary>The office of a first head of delegation, made on the machine itself; null for everybody else.</summary>
    public string? SetUpOffice { get; set; }

    /// <summary>The level shown beside it.</summary>
    public string? SetUpLevel { get; set; }

    /// <summary>An administrator closed it; it signs in no more.</summary>
    public bool Closed { get; set; }
}

/// <summary>A session as the node keeps it. Deleting it ends the session at once, wherever its cookie is.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the secret in the cookie.</summary>
    public string Id { get; set; } = "";

    public string AccountId { get; set; } = "";

    /// <summary>How one came in: <c>passkey</c>, <c>password</c>, <c>recovery-code</c>, <c>provider</c>, <c>link</c>.</summary>
    public string Way { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>The browser as it names itself, cut to 200 characters.</summary>
    public string Browser { get; set; } = "";

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Whatever happens, it ends here.</summary>
    public DateTimeOffset EndsAt { get; set; }
}

/// <summary>A personal API token. Its text is shown once and kept as a digest.</summary>
public sealed class TokenRow
{
    public string Id { get; set; } = "";

    /// <summary>SHA-256 of the token.</summary>
    public string Digest { get; set; } = "";

    public string AccountId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Separated by spaces.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Separated by spaces; null for wherever the mandate reaches.</summary>
    public string? Channels { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A one-time link by which a person comes in first, or again.</summary>
public sealed class LinkRow
{
    /// <summary>SHA-256 of the code in the link.</summary>
    public string Digest { get; set; } = "";

    public string AccountId { get; set; } = "";

    public DateTimeOffset EndsAt { get; set; }
}
