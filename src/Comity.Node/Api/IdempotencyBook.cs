using System.Globalization;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Comity.Node.Access;
using Comity.Node.Evidence;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Comity.Node.Api;

/// <summary>Remembers what was done under an <c>Idempotency-Key</c>, so that a caller in doubt may repeat its request.</summary>
/// <remarks>
/// For every POST of the API; <see cref="Repeating"/> says what each does. Kept with the node's settings and so over a restart. A crash between what
/// was done and this note leaves it done and the key unknown: the caller then finds it by listing.
/// </remarks>
public sealed class IdempotencyBook(NodeRecord record, TimeProvider time) : IEndpointFilter
{
    public const string Header = "Idempotency-Key";
    private const int Longest = 200;
    private static readonly Fault Reused = new(Header, "api.idempotency-reused", "expected a key not used before, found one used for another request");

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ToldAnswers _told = new(time);

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

        var how = http.GetEndpoint()?.Metadata.GetMetadata<RepeatingAttribute>()?.How ?? Repeating.Kept;
        if (how == Repeating.Refused)
        {
            // Nothing is noted: it brings a password or a code, and a digest of one can be guessed at.
            return await next(context).ConfigureAwait(false);
        }

        // Keys of different officers and addresses do not meet.
        var name = "idempotency/" + Digest(http.User.FindFirstValue(Caller.OfficerClaim), http.Request.Path, key);
        var request = Digest([http.Request.QueryString.Value, .. await ContentAsync(context).ConfigureAwait(false)]);
        if (how == Repeating.Alike)
        {
            return await NotedAsync(context, next, name, request).ConfigureAwait(false);
        }

        await _one.WaitAsync(http.RequestAborted).ConfigureAwait(false);
        try
        {
            return Before(name, request) ?? await DoneAsync(context, next, name, request, how).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private IResult? Before(string name, string request) => record.Store.GetSetting(name) switch
    {
        null => null,
        ['{', ..] kept => KeptAnswer.Read(kept) is { } answer && answer.Request == request ? answer : Problems.Faults([Reused]),
        var noted when noted.Split(' ') is not [var before, ..] || before != request => Problems.Faults([Reused]),
        var noted when noted.Split(' ') is [_, var id, var index] =>
            TypedResults.Created($"/api/v1/statements/{id}", new SaidAnswer(StatementId.Parse(id), long.Parse(index, CultureInfo.InvariantCulture))),
        _ => _told.Find(name) ?? (IResult)Problems.One(
            StatusCodes.Status409Conflict, "This was done before", "api.idempotency-told", "it was done under this key and told its answer then; what it told is kept nowhere"),
    };

    private async Task<object?> DoneAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string name, string request, Repeating how)
    {
        var answer = await next(context).ConfigureAwait(false);
        if ((answer is INestedHttpResult nested ? nested.Result : answer) is Created<SaidAnswer> { Value: { } said })
        {
            await NoteAsync(name, $"{request} {said.Id} {said.Index}").ConfigureAwait(false);
        }
        else if (answer is IResult result)
        {
            if (await KeptAnswer.OfAsync(context.HttpContext, result, request).ConfigureAwait(false) is { } kept)
            {
                if (how == Repeating.Told)
                {
                    _told.Keep(name, kept);
                }

                await NoteAsync(name, how == Repeating.Told ? request : kept.Write()).ConfigureAwait(false);
            }

            return Results.Empty;
        }

        return answer;
    }

    // Others need not wait for what may take long, and asked again it does nothing twice.
    private async Task<object?> NotedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string name, string request)
    {
        if (record.Store.GetSetting(name) is { } before && before != request)
        {
            return Problems.Faults([Reused]);
        }

        await NoteAsync(name, request).ConfigureAwait(false);
        return await next(context).ConfigureAwait(false);
    }

    private Task NoteAsync(string name, string value) => record.Store.SetSettingAsync(name, value, CancellationToken.None);

    private static async Task<IEnumerable<string>> ContentAsync(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<UploadLimitAttribute>() is not null)
        {
            // Held in memory, as the handler would: an upload is written to the disk encrypted or not at all.
            var content = await EvidenceApi.ContentAsync(http.Request.Body, http.RequestAborted).ConfigureAwait(false) ?? [];
            http.Request.Body = new MemoryStream(content);
            return [Hash256.Of(content).ToString()];
        }

        var typed = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return context.Arguments.Where(a => a is JsonElement || (a is not null && a.GetType() == typed)).Select(a => a is JsonElement json ? json.GetRawText() : JsonSerializer.Serialize(a, typed!));
    }

    private static string Digest(params string?[] parts) => Hash256.Of(Encoding.UTF8.GetBytes(string.Join('\n', parts))).ToString();
}
