using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>Invented offices at real ministries, for the demo alone.</summary>
public sealed class DemoOfficers(MemberId me) : IOfficerDirectory
{
    /// <summary>Before the case begins, so that whatever day the demo starts at they stand.</summary>
    private static readonly DateOnly From = new(2015, 1, 1);

    public IReadOnlyList<Officer> Officers { get; } = Of(me.ToString());

    public bool DemoPicking => true;

    /// <summary>What the demo's members set themselves up with: the head last, since nobody sets itself up while a head stands.</summary>
    public IReadOnlyList<MandateGiven> Mandates =>
    [
        .. Officers.Select(o => (Officer: o, Role: RoleOf(o.Id))).OrderBy(o => o.Role == MandateRole.Head)
            .Select(o => new MandateGiven(o.Officer.Id, new MandateTerms(o.Role, o.Officer.Office, o.Officer.Level, null, null, From, null), null, From)),
    ];

    private static MandateRole RoleOf(string id) => id switch
    {
        "head" => MandateRole.Head,
        "reader" => MandateRole.Auditor,
        _ => MandateRole.Officer,
    };

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
