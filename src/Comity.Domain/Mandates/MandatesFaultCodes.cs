namespace Comity.Domain.Mandates;

/// <summary>Codes of what can be wrong with a body of mandates; wording in MandatesText.resx.</summary>
public static class MandatesFaultCodes
{
    public const string OfficerShape = "mandates.officer.shape";
    public const string OfficeLength = "mandates.office.length";
    public const string LevelShape = "mandates.level.shape";
    public const string TracksCount = "mandates.tracks.count";
    public const string TrackShape = "mandates.track.shape";
    public const string ChannelsCount = "mandates.channels.count";
    public const string Repeated = "mandates.list.repeated";
    public const string DatesOrder = "mandates.dates.order";

    public static IReadOnlyList<string> All { get; } = [OfficerShape, OfficeLength, LevelShape, TracksCount, TrackShape, ChannelsCount, Repeated, DatesOrder];
}
