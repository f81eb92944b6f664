using Comity.Domain.Mandates;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Access;

/// <summary>What one reader may see and say now: the one place where that is decided.</summary>
/// <param name="me">The member whose node this is.</param>
/// <param name="caller">Null for a visitor.</param>
/// <param name="mandates">The caller's mandates in force today.</param>
public sealed class Sight(MemberId me, Caller? caller, IReadOnlyList<MandateTerms> mandates)
{
    // Strongest first; which of several mandates names the office shown.
    private static readonly MandateRole[] ByWeight = [MandateRole.Head, MandateRole.Officer, MandateRole.Releaser, MandateRole.Drafter, MandateRole.Auditor];

    private readonly IReadOnlyList<MandateTerms> _mandates = [.. mandates.OrderBy(m => Array.IndexOf(ByWeight, m.Role))];

    public Caller? Caller => caller;

    public bool HasMandate => _mandates.Count > 0;

    public IReadOnlyList<MandateTerms> Mandates => _mandates;

    /// <summary>As shown in the page's corner; null for a visitor.</summary>
    public Officer? Officer => caller is null ? null : OfficerBy(_mandates.FirstOrDefault(), _mandates.Any(Speaks) && (Has(Scopes.Draft) || Has(Scopes.Release)));

    public bool MayAdminister => caller is { Administers: true } && Has(Scopes.AdministerAccounts);

    public bool MayGiveMandates => Has(Scopes.Release) && caller?.Scopes is null && _mandates.Any(m => m.Role == MandateRole.Head);

    public bool MaySeeMandates => caller?.Scopes is null && _mandates.Any(m => m.Role is MandateRole.Head or MandateRole.Auditor);

    /// <summary>Anybody reads the public channel; the rest a mandate opens.</summary>
    public bool MayRead(ChannelId channel) => channel.IsPublic || (Has(Scopes.Read) && Opening(channel).Any());

    /// <summary>Whether there is nothing on this node that it does not open.</summary>
    public bool SeesAll => Has(Scopes.Read) && caller?.Channels is null && _mandates.Any(m => m.Channels is null && m.Tracks is null);

    public bool MayReadSomething => Has(Scopes.Read) && HasMandate;

    public bool MayWriteSomething => _mandates.Any(m => Speaks(m)) && (Has(Scopes.Draft) || Has(Scopes.Release));

    /// <param name="track">Null asks whether there is any track on which it may.</param>
    public bool MaySay(ChannelId channel, string? track = null) => Speaking(channel).Any(m => track is null || m.Tracks is null || m.Tracks.Contains(track));

    /// <summary>Which tracks of a channel are seen; null for all of them.</summary>
    public IReadOnlySet<string>? TracksIn(ChannelId channel)
    {
        var opening = Opening(channel).ToList();
        return channel.IsPublic || opening.Any(m => m.Tracks is null) ? null : opening.SelectMany(m => m.Tracks!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether something on this track is seen in a channel; what concerns the record itself has none and is.</summary>
    public bool Sees(ChannelId channel, string? track) => MayRead(channel) && (track is null || TracksIn(channel) is not { } tracks || tracks.Contains(track));

    /// <summary>The office under which something is said there, by the mandate it rests on; null when none opens that.</summary>
    public Officer? SpeaksAs(ChannelId channel, string? track) =>
        Speaking(channel).FirstOrDefault(m => track is null || m.Tracks is null || m.Tracks.Contains(track)) is { } terms ? OfficerBy(terms, maySign: true) : null;

    /// <summary>The caller's mandates that open something there; none of a visitor's.</summary>
    public IEnumerable<MandateTerms> OpenedBy(ChannelId channel, string? track) => Has(Scopes.Read) ? Opening(channel).Where(m => m.Opens(channel, track)) : [];

    private bool Has(string scope) => caller is not null && (caller.Scopes is null || caller.Scopes.Contains(scope));

    private IEnumerable<MandateTerms> Opening(ChannelId channel) => caller is null || caller.Channels?.Contains(channel) == false
        ? []
        : _mandates.Where(m => m.Channels is null || m.Channels.Contains(channel));

    private IEnumerable<MandateTerms> Speaking(ChannelId channel)
    {
        var own = channel == ChannelId.Of(me);
        return Has(own ? Scopes.Draft : Scopes.Release) ? Opening(channel).Where(m => Speaks(m) && (own || m.Role != MandateRole.Drafter)) : [];
    }

    private static bool Speaks(MandateTerms terms) => terms.Role != MandateRole.Auditor;

    private Officer OfficerBy(MandateTerms? terms, bool maySign) => new(caller!.Officer, terms?.Office ?? "", terms?.Level ?? "", maySign);
}
