using Comity.Domain.Strategy;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>The models of a channel as its latest versions stand.</summary>
public sealed class ModelShelf(IRoom room)
{
    /// <summary>Own ones first, then the charter's order; withdrawn ones last.</summary>
    public IReadOnlyList<ModelFinding> In(ChannelId channel, DateOnly? asOf = null) =>
        [.. Findings(channel, asOf).Models.OrderBy(m => m.Standing == ModelStanding.Withdrawn).ThenBy(m => m.Author != room.Me)];

    /// <summary>A model with what it says; null when this channel holds none of this id.</summary>
    public ShelvedModel? Find(ChannelId channel, StatementId id, DateOnly? asOf = null)
    {
        if (Findings(channel, asOf).Models.FirstOrDefault(m => m.Id == id) is not { } finding || room.Find(finding.Version) is not { } held)
        {
            return null;
        }

        var track = held.Statement.Track ?? "";
        return held.Body switch
        {
            ModelSaved saved => new(finding, channel, saved.Model, saved.StatusQuo, track, null),
            ModelShared shared => new(finding, channel, shared.Model, shared.StatusQuo, track, shared.Words),
            _ => null,
        };
    }

    /// <summary>What our party noted it can bear of one of our own models; null when nothing was.</summary>
    public HomeParty? Bearing(ShelvedModel model) =>
        model.Channel == ChannelId.Of(room.Me) && Findings(model.Channel, null).Bearings.FirstOrDefault(b => b.Model == model.Finding.Id) is { } bearing
            ? (room.Find(bearing.Version)?.Body as BearingSaved)?.Party
            : null;

    private StrategyFindings Findings(ChannelId channel, DateOnly? asOf) => room.Findings<StrategyFindings>(channel, asOf) ?? StrategyFindings.None;
}

/// <param name="Words">What the author said beside a shared model.</param>
public sealed record ShelvedModel(ModelFinding Finding, ChannelId Channel, ConflictModel Model, string? StatusQuo, string Track, string? Words)
{
    public string Content { get; } = SolveDesk.ContentOf(Model);
}
