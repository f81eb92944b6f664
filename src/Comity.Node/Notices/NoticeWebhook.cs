using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Node.Notices;

/// <summary>Sends one message to an officer's own receiver, signed: <c>Comity-Signature: t=SECONDS,v1=HEX</c>, HMAC-SHA-256 of <c>SECONDS.BODY</c> under the officer's key (RFC 2104).</summary>
public sealed class NoticeWebhook(NodeOptions node, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = (context, cancellation) => WebhookTarget.ConnectAsync(context.DnsEndPoint, node.Notices.PrivateWebhooks, cancellation),
    })
    { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 4096 };

    /// <exception cref="HttpRequestException">It was not reached, or answered other than 2xx; try again.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time; try again.</exception>
    public async Task SendAsync(string id, Uri to, string key, ValueList<NoticeMessage.Line> lines, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id, member = node.Member.ToString(), notices = lines }, JsonSerializerOptions.Web);
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Comity-Delivery", id);
        request.Headers.Add("Comity-Signature", $"t={seconds},v1={Signature(key, seconds, body)}");
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    private static string Signature(string key, string seconds, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(seconds + "."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed));
    }

    public void Dispose() => _client.Dispose();
}
