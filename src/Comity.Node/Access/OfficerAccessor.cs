using Comity.Node.Rooms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Access;

/// <summary>Who is at the page.</summary>
public sealed class OfficerAccessor(SightAccessor sights)
{
    /// <summary>Null for a visitor. Somebody signed in without a mandate has no office.</summary>
    public Officer? Officer => sights.Sight.Officer;

    public Sight Sight => sights.Sight;

    /// <summary>The same for an endpoint that has only the request.</summary>
    public static Officer? Of(HttpContext http) => http.RequestServices.GetRequiredService<OfficerAccessor>().Officer;
}
