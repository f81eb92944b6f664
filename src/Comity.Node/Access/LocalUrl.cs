namespace Comity.Node.Access;

/// <summary>An address to go back to, which came from a form or a query and is therefore not trusted.</summary>
public static class LocalUrl
{
    /// <returns>The address when it is a path on this node, otherwise <c>/</c>.</returns>
    public static string OrHome(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal)
        && !url.Any(char.IsControl)
            ? url
            : "/";
}
