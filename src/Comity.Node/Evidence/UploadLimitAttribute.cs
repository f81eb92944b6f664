using Microsoft.AspNetCore.Http.Metadata;

namespace Comity.Node.Evidence;

/// <summary>Lets a request hold a piece of evidence and its form, where every other is held to a mebibyte.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => BlobVault.MostBytes + (64 * 1024);
}
