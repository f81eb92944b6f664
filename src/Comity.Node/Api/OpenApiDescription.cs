using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Comity.Node.Api;

/// <summary>What <c>/openapi/v1.json</c> says of the API as a whole.</summary>
internal static class OpenApiDescription
{
    private static readonly Dictionary<Repeating, string> Again = new()
    {
        [Repeating.Kept] = "Repeated under its key, the request does nothing again and gets the answer it got, after a restart too",
        [Repeating.Alike] = "Repeated under its key, the request comes out the same: nothing of it can happen twice",
        [Repeating.Told] = "Repeated under its key, the request does nothing again; its answer is given again for ten minutes while the node runs, and kept nowhere: then 409",
        [Repeating.Refused] = "Repeated, the request is refused once its code has been used or has ended; nothing of it is kept",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(Whole);
        options.AddOperationTransformer(Once);
    }

    private static Task Once(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.HttpMethod == HttpMethods.Post)
        {
            var how = context.Description.ActionDescriptor.EndpointMetadata.OfType<RepeatingAttribute>().LastOrDefault()?.How ?? Repeating.Kept;
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyBook.Header,
                In = ParameterLocation.Header,
                Description = Again[how] + ". At most 200 characters; another request under the same key is refused (api.idempotency-reused).",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        return Task.CompletedTask;
    }

    private static Task Whole(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Comity",
            Version = "v1",
            Description = "One member's node of a coordination room. Answers are judged from signed statements; errors are problem details (RFC 9457) that list every field at fault.",
        };
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of an officer of this node" };
        return Task.CompletedTask;
    }
}
