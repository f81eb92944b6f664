// RFC 5321, RFC 3207, RFC 4954: as much of SMTP as a client needs to hand over a message.

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Comity.Tests.Node.Notices;

/// <summary>A mail server in the test's process: keeps what it is handed, and refuses while it is told to.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>How many attempts it refused.</summary>
    public int Refused { get; private set; }

    public bool Refuses { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await TalkAsync(client.GetStream()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Offered as STARTTLS (RFC 3207); null: plain all the way.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who may hand anything over (RFC 4954, PLAIN), and only over TLS; null: anybody.</summary>
    public (string User, string Password)? Wants { get; init; }

    /// <summary>Messages handed over without what it wants: over plain text, or by nobody it knows.</summary>
    public int Unprotected { get; private set; }

    private Task TalkAsync(NetworkStream stream) => TalkAsync(stream, greets: true, secured: false);

    private async Task TalkAsync(Stream stream, bool greets, bool secured)
    {
        var known = Wants is null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (greets)
        {
            await writer.WriteLineAsync("220 mail.example ready");
        }

        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) && Refuses)
            {
                Refused++;
                await writer.WriteLineAsync("451 try again later");
            }
            else if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("250-mail.example");
                if (Certificate is not null && !secured)
                {
                    await writer.WriteLineAsync("250-STARTTLS");
                }

                await writer.WriteLineAsync(Wants is not null && secured ? "250 AUTH PLAIN" : "250 8BITMIME");
            }
            else if (line.StartsWith("STARTTLS", StringComparison.OrdinalIgnoreCase) && Certificate is { } certificate)
            {
                await writer.WriteLineAsync("220 go on");
                await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(certificate);
                await TalkAsync(tls, greets: false, secured: true);
                return;
            }
            else if (line.StartsWith("AUTH PLAIN ", StringComparison.OrdinalIgnoreCase) && Wants is var (user, password))
            {
                known = secured && Encoding.UTF8.GetString(Convert.FromBase64String(line["AUTH PLAIN ".Length..])).EndsWith($"\0{user}\0{password}", StringComparison.Ordinal);
                await writer.WriteLineAsync(known ? "235 welcome" : "535 not known");
            }
            else if (line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) && (!known || (Certificate is not null && !secured)))
            {
                Unprotected++;
                await writer.WriteLineAsync("530 sign in first");
            }
            else if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } part && part != ".")
                {
                    text.AppendLine(part);
                }

                Messages.Enqueue(text.ToString());
                await writer.WriteLineAsync("250 kept");
            }
            else if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else
            {
                await writer.WriteLineAsync("250 mail.example");
            }
        }
    }
}
