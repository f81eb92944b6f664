using Comity.Node.Access;
using Comity.Node.Rooms;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Access;

/// <summary>Whatever is added to a node passes the one place where it is decided who sees what.</summary>
public sealed class SeamTests
{
    [Fact]
    public void Whatever_the_room_learns_the_sighted_room_answers_itself()
    {
        var map = typeof(SightedRoom).GetInterfaceMap(typeof(IRoom));
        var fallenThrough = map.InterfaceMethods.Zip(map.TargetMethods).Where(m => m.Second.DeclaringType != typeof(SightedRoom)).Select(m => m.First.Name);

        Assert.True(!fallenThrough.Any(), $"SightedRoom has to say what a mandate opens of: {string.Join(", ", fallenThrough)}");
    }

    [Fact]
    public async Task Every_page_and_endpoint_declares_what_it_needs()
    {
        await using var three = await FoundedAsync();

        // What Blazor adds for its own script, which is not used here, may stay closed.
        var closed = three[Arda].Endpoints.Where(e => e.DisplayName?.StartsWith("Blazor ", StringComparison.Ordinal) != true && e.Metadata.GetMetadata<NeedsAttribute>() is null).Select(e => e.DisplayName).ToList();

        Assert.True(closed.Count == 0, "answers nobody until it declares a need, [Needs(Need.Read)] or .Needs(Need.Read): " + string.Join("; ", closed));
        Assert.True(three[Arda].Endpoints.Count > 60, "the pages and endpoints of a node are asked for");
    }
}
