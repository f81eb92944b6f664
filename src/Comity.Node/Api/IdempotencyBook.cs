using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Import;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Comity.Node.Api;

/// <summary>Remembers what was said under an <c>Idempotency-Key</c>, so that a caller in doubt may repeat its request.</summary>
/// <remarks>
/// For every POST of the API. Kept with the node's settings and so over a restart. A crash between the statement and this note leaves the statement
/// said and the key unknown: the caller then finds it by listing its journal.
/// </remarks>
public sealed class IdempotencyBook(NodeRecord record) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 200;
    private static readonly Fault Reused = new(Header, "api.idempotency-reused", "expected a key not used before, found one used for another request");

    private readonly SemaphoreSlim _one = new(1, 1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (!HttpMethods.IsPost(http.Request.Method) || key.Length == 0)
        {
            return await next(context).ConfigureAwait(false);
        }

        if (key.Length > Longest)
        {
            return Problems.Faults([new Fault(Header, "api.idempotency-key", $"expected at most {Longest} characters, found {key.Length}")], StatusCodes.Status400BadRequest);
        }

        // Keys of different officers and addresses do not meet.
        var name = "idempotency/" + Digest(http.User.FindFirstValue(Caller.OfficerClaim), http.Request.Path, key);
        var request = Digest([.. context.Arguments.OfType<JsonElement>().Select(body => body.GetRawText())]);
        if (http.GetEndpoint()?.Metadata.GetMetadata<OnceByContentAttribute>() is not null)
        {
            return await NotedAsync(context, next, name, request).ConfigureAwait(false);
        }

        await _one.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            return await OnceAsync(context, next, name, request).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<object?> OnceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string name, string request)
    {
        if (record.Store.GetSetting(name)?.Split(' ') is [var before, var id, var index])
        {
            return before == request
                ? TypedResults.Created($"/api/v1/statements/{id}", new SaidAnswer(StatementId.Parse(id), long.Parse(index, CultureInfo.InvariantCulture)))
                : Problems.Faults([Reused]);
        }

        var answer = await next(context).ConfigureAwait(false);
        if ((answer is INestedHttpResult nested ? nested.Result : answer) is Created<SaidAnswer> { Value: { } said })
        {
            await record.Store.SetSettingAsync(name, $"{request} {said.Id} {said.Index}", CancellationToken.None).ConfigureAwait(false);
        }

        return answer;
    }

    // Others need not wait for what may take long, and asked again it says nothing twice.
    private async Task<object?> NotedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string name, string request)
    {
        if (record.Store.GetSetting(name) is { } before && before != request)
        {
            return Problems.Faults([Reused]);
        }

        await record.Store.SetSettingAsync(name, request, CancellationToken.None).ConfigureAwait(false);
        return await next(context).ConfigureAwait(false);
    }

    private static string Digest(params string?[] parts) => Hash256.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts))).ToString();
}
