using System.Text;
using System.Text.Json;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Api;

/// <summary>Remembers what was said under an <c>Idempotency-Key</c>, so that a caller in doubt may repeat its request.</summary>
/// <remarks>
/// Kept with the node's settings and so over a restart. A crash between the statement and this note leaves the statement said and the key unknown:
/// the caller then finds it by listing its journal.
/// </remarks>
public sealed class IdempotencyBook(NodeRecord record)
{
    public const string Header = "Idempotency-Key";

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="scope">Keys of different officers and channels do not meet.</param>
    public async Task<Results<Created<SaidAnswer>, ProblemHttpResult>> OnceAsync(
        HttpContext http, string scope, JsonElement request, Func<Task<Results<Created<SaidAnswer>, ProblemHttpResult>>> say)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0)
        {
            return await say().ConfigureAwait(false);
        }

        if (key.Length > 200)
        {
            return Problems.Faults([new Fault(Header, "api.idempotency-key", $"expected at most 200 characters, found {key.Length}")], StatusCodes.Status400BadRequest);
        }

        var name = "idempotency/" + Hash256.Of(Encoding.UTF8.GetBytes(scope + "\n" + key));
        var digest = Hash256.Of(Encoding.UTF8.GetBytes(request.GetRawText())).ToString();
        await _one.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            if (record.Store.GetSetting(name)?.Split(' ') is [var before, var id, var index])
            {
                return before == digest
                    ? TypedResults.Created($"/api/v1/statements/{id}", new SaidAnswer(StatementId.Parse(id), long.Parse(index, System.Globalization.CultureInfo.InvariantCulture)))
                    : Problems.Faults([new Fault(Header, "api.idempotency-reused", "expected a key not used before, found one used for another request")]);
            }

            var answer = await say().ConfigureAwait(false);
            if (answer.Result is Created<SaidAnswer> { Value: { } said })
            {
                await record.Store.SetSettingAsync(name, $"{digest} {said.Id} {said.Index}", CancellationToken.None).ConfigureAwait(false);
            }

            return answer;
        }
        finally
        {
            _one.Release();
        }
    }
}
