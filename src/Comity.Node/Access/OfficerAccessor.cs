using System.Security.Claims;
using Comity.Node.Rooms;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Access;

/// <summary>Who is at the page.</summary>
public sealed class OfficerAccessor(IHttpContextAccessor http, IOfficerDirectory directory)
{
    public const string OfficerClaim = "comity:officer";

    /// <summary>Null for a visitor, and for an officer who has since left the directory.</summary>
    public Officer? Officer => http.HttpContext?.User.FindFirstValue(OfficerClaim) is { } id
        ? directory.Officers.FirstOrDefault(o => o.Id == id)
        : null;
}
