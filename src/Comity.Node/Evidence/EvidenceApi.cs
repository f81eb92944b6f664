using System.Text.Json;
using Comity.Domain.Channels;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Channels;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Comity.Node.Evidence;

using Answer = Results<Created<SaidAnswer>, ProblemHttpResult>;

/// <summary>Evidence over HTTP: docs/spec/blobs.md. Content leaves as a file to be saved, never as a page.</summary>
public static class EvidenceApi
{
    public static void MapEvidenceFile(this IEndpointRouteBuilder routes) => routes.MapGet("/c/{channel}/evidence/{id}/{blob}", OpenFile).Needs(Need.Read).ExcludeFromDescription();

    public static void MapEvidenceApi(this IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup("/api/v1/channels/{channel}").WithTags("evidence");
        evidence.MapGet("/evidence/{id}", OfItem).Needs(Need.Read).WithName("Evidence").WithSummary("Evidence attached to an item, and who has forgotten it");
        evidence.MapPost("/evidence/{id}", AttachAsync).Needs(Need.Say).WithName("AttachEvidence").WithSummary("Attach evidence to an item: the content is the request's body, at most 8 MiB").WithMetadata(new UploadLimitAttribute());
        evidence.MapGet("/blobs/{blob}", OpenBlob).Needs(Need.Read).WithName("Blob").WithSummary("The content of a piece of evidence");
        evidence.MapPost("/blobs/{blob}/forgetting", ForgetAsync).Needs(Need.Say).WithName("ForgetBlob").WithSummary("Destroy this node's key of a piece of evidence, and say so").Accepts<ForgetRequest>("application/json");
    }

    private static Results<Ok<EvidenceAnswer>, ProblemHttpResult> OfItem(IRoom room, EvidenceDesk desk, string channel, string id, [AsParameters] PageQuery page) => Item(room, channel, id) is { } item
        ? page.Of(desk.Of(item).SelectMany(e => e.Blobs.Select(b => (Evidence: e, Blob: b))), e => $"{e.Evidence.Id} {e.Blob.Id}").Answer(part => TypedResults.Ok(new EvidenceAnswer(
            [.. part.Items.Select(e => new EvidenceBlobAnswer(
                e.Evidence.Id, e.Evidence.By, e.Evidence.Title, e.Evidence.Language, e.Blob.Id, e.Blob.Size, e.Blob.Type, desk.IsHeld(item.Channel, e.Blob.Id),
                [.. desk.Forgotten(item.Channel, e.Blob.Id).Select(f => f.By)]))], part.Next)))
        : NotHeld(channel, id);

    private static async Task<Answer> AttachAsync(HttpContext http, IRoom room, EvidenceDesk desk, string channel, string id, string? title, string? language, CancellationToken cancellation) =>
        Item(room, channel, id) is { } item ? SaidAnswer.Of(await desk.AttachAsync(item, title, language ?? "en", await ContentAsync(http.Request.Body, cancellation), cancellation)) : NotHeld(channel, id);

    private static Results<FileContentHttpResult, ProblemHttpResult> OpenBlob(HttpContext http, EvidenceDesk desk, string channel, string blob) => File(http, desk, channel, blob) is { } file
        ? file
        : Problems.NotFound($"no piece of evidence {blob} of channel {channel} is held by this node");

    private static Results<FileContentHttpResult, NotFound> OpenFile(HttpContext http, EvidenceDesk desk, string channel, string blob) => File(http, desk, channel, blob) is { } file ? file : TypedResults.NotFound();

    private static async Task<Answer> ForgetAsync(IRoom room, EvidenceDesk desk, OfficerAccessor officers, string channel, string blob, JsonElement request, CancellationToken cancellation)
    {
        if (officers.Officer is not { MaySign: true } officer)
        {
            return Problems.MayNotSign();
        }

        var (body, _, faults) = ApiBody.Read<BlobForgotten>(request, ("blob", blob), ("on", Shared.RoomView.Iso(room.Day)));
        return body is null ? Problems.Faults(faults) : SaidAnswer.Of(await desk.ForgetAsync(ChannelId.Parse(channel), body, officer, cancellation));
    }

    // Saved, not shown: whatever it is, no browser runs it in this node's name.
    private static FileContentHttpResult? File(HttpContext http, EvidenceDesk desk, string channel, string blob)
    {
        if (desk.Open(ChannelId.Parse(channel), blob) is not var (content, type))
        {
            return null;
        }

        SecurityHeaders.Sandbox(http);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(content, type, $"evidence-{blob[..8]}.{BlobTypes.Endings.GetValueOrDefault(type, "bin")}");
    }

    /// <summary>At most one byte more than may be kept, so that a longer one is told from one that fits; null for none.</summary>
    internal static async Task<byte[]?> ContentAsync(Stream stream, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; content.Length <= BlobVault.MostBytes && (read = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            content.Write(part, 0, read);
        }

        return content.Length == 0 ? null : content.ToArray();
    }

    internal static Statement? Item(IRoom room, string channel, string? id) => StatementId.TryParse(id, out var parsed) && room.Find(parsed)?.Statement is { } item && item.Channel.ToString() == channel ? item : null;

    private static ProblemHttpResult NotHeld(string channel, string id) => Problems.NotFound($"no statement {id} of channel {channel} is held by this node");
}

/// <param name="Next">Give it as <c>after</c> to go on; null at the end.</param>
public sealed record EvidenceAnswer(ValueList<EvidenceBlobAnswer> Evidence, string? Next);

/// <param name="Held">Whether this node has it and may serve it.</param>
/// <param name="ForgottenBy">Members that say they have destroyed their key.</param>
public sealed record EvidenceBlobAnswer(
    StatementId Statement, MemberId By, string Title, string Language, string Blob, long Size, string Type, bool Held, ValueList<MemberId> ForgottenBy);

/// <param name="Reason">1 to 1,000 characters.</param>
public sealed record ForgetRequest(string Reason, string Language);
