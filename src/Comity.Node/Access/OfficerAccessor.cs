using Comity.Node.Rooms;

namespace Comity.Node.Access;

/// <summary>Who is at the page.</summary>
public sealed class OfficerAccessor(SightAccessor sights)
{
    /// <summary>Null for a visitor. Somebody signed in without a mandate has no office.</summary>
    public Officer? Officer => sights.Sight.Officer;

    public Sight Sight => sights.Sight;
}
