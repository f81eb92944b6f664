using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>Invented offices at real ministries, for the demo alone.</summary>
public sealed class DemoOfficers(MemberId me) : IOfficerDirectory
{
    public IReadOnlyList<Officer> Officers { get; } = Of(me.ToString());

    public bool DemoPicking => true;

    private static Officer[] Of(string me) =>
    [
        new("desk", Desk(me), "working", MaySign: true),
        new("head", Head(me), "director-general", MaySign: true),
        new("reader", "Archives and Records Office", "working", MaySign: false),
    ];

    private static string Desk(string me) => me switch
    {
        "jp" => "Northeast Asia Division I",
        "kr" => "Asia-Pacific Affairs Division I",
        "us" => "Office of Japanese and Korean Affairs",
        _ => "Desk",
    };

    private static string Head(string me) => me switch
    {
        "jp" => "Asian and Oceanian Affairs Bureau",
        "kr" => "Asia-Pacific Affairs Bureau",
        "us" => "Bureau of East Asian and Pacific Affairs",
        _ => "Head of delegation",
    };
}
