using Microsoft.AspNetCore.Http.Metadata;

namespace Comity.Node.Evidence;

/// <summary>Lets a request hold a piece of evidence and its form, where every other is held to a mebibyte.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IRequestSizeLimitMetadata
{
    /// <summary>Whether it comes as text, four characters for three bytes (RFC 4648 §4).</summary>
    public bool Encoded { get; init; }

    public long? MaxRequestBodySize => (Encoded ? BlobVault.MostBytes / 3 * 4 : BlobVault.MostBytes) + (128 * 1024);
}
