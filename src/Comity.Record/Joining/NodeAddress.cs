using System.Diagnostics.CodeAnalysis;

namespace Comity.Record.Joining;

/// <summary>Where a member's node answers: HTTPS by name or number, or HTTP on loopback; a root without path, query or user.</summary>
public static class NodeAddress
{
    public const string Expected = "an https address such as https://comity.arda.example, or http on loopback; no path, no user";

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.PathAndQuery == "/" && address.Fragment.Length == 0 && address.UserInfo.Length == 0;
}
