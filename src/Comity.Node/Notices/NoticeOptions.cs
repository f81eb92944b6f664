using System.Security.Cryptography.X509Certificates;

namespace Comity.Node.Notices;

/// <summary>How a node tells its officers outside its pages.</summary>
public sealed record NoticeOptions
{
    /// <summary>Null: no mail is sent.</summary>
    public MailOptions? Mail { get; init; }

    /// <summary>Where links lead: this node as officers reach it. Null: nothing is sent by mail or webhook.</summary>
    public Uri? Address { get; init; }

    /// <summary>Tracks whose name is not written into what leaves the house.</summary>
    public IReadOnlyList<string> SensitiveTracks { get; init; } = [];

    /// <summary>Whether webhooks may be sent to loopback and private addresses, by plain HTTP too: for a receiver in the ministry's own network.</summary>
    public bool PrivateWebhooks { get; init; }

    /// <summary>After a first failure; doubled after each further one, up to six hours.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>By which hours and retries go: the machine's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How often it is looked whether something is due when there is no news.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(30);
}

/// <param name="Security">How the connection is protected.</param>
/// <param name="From">The sender's address.</param>
/// <param name="Trust">Authorities that may have issued the server's certificate; null: the machine's own list.</param>
/// <param name="User">Null: the server is not told who sends.</param>
public sealed record MailOptions(string Host, int Port, MailSecurity Security, string From, string? User = null, string? Password = null, X509Certificate2Collection? Trust = null);

/// <summary><c>None</c> for a server on the same machine alone; <c>StartTls</c> fails where the server does not offer it; <c>Tls</c> from the first byte.</summary>
public enum MailSecurity { None, StartTls, Tls }
