// RFC 5321, RFC 5322; RFC 3207 for STARTTLS; RFC 3834 5: what a program sends says so, and is not answered by another.

using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Runtime;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Comity.Node.Notices;

/// <summary>Hands one message to the mail server.</summary>
public sealed class NoticeMail(NodeOptions node)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="id">The message's own; the same on every attempt.</param>
    /// <exception cref="IOException">The server was not reached or did not answer in time; try again.</exception>
    /// <exception cref="InvalidOperationException">The server refused; try again all the same, an administrator may mend it.</exception>
    public async Task SendAsync(string id, string to, string subject, string text, CancellationToken cancellation)
    {
        var options = node.Notices.Mail!;
        using var message = new MimeMessage { MessageId = $"{id}@{node.Notices.Address!.Host}", Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(MailboxAddress.Parse(to));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var server = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        if (options.Trust is { } trust)
        {
            server.ServerCertificateValidationCallback = (_, certificate, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && IsIssuedBy(trust, certificate);
        }

        try
        {
            await server.ConnectAsync(options.Host, options.Port, Security(options.Security), patience.Token).ConfigureAwait(false);
            if (options.User is { } user)
            {
                await server.AuthenticateAsync(user, options.Password ?? "", patience.Token).ConfigureAwait(false);
            }

            await server.SendAsync(message, patience.Token).ConfigureAwait(false);
            await server.DisconnectAsync(quit: true, patience.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new InvalidOperationException(refused.Message, refused);
        }
        catch (Exception unreached) when (unreached is System.Net.Sockets.SocketException or TimeoutException || (unreached is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException(unreached.Message, unreached);
        }
    }

    private static bool IsIssuedBy(X509Certificate2Collection trust, X509Certificate? certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trust);
        // An authority of the ministry's own seldom publishes what it took back.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return certificate is X509Certificate2 given && chain.Build(given);
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };
}
