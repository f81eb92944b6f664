using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Disputes;

/// <summary>What the timeline draws: findings laid into lanes, already in the officer's words. Nothing here is decided anew.</summary>
/// <param name="Day">The as-of day; <paramref name="DayText"/> its label.</param>
/// <param name="Window">The stretch of time shown first; <paramref name="Extent"/> all there is.</param>
public sealed record TimelineView(
    string Day, string DayText, string Language, DayRange Window, DayRange Extent, IReadOnlyList<LaneView> Lanes,
    IReadOnlyList<ActMark> Acts, IReadOnlyList<MeasureBar> Measures, IReadOnlyList<LinkArc> Links, IReadOnlyDictionary<string, ShapeView> Shapes)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>For a JSON script element: the default encoder escapes <c>&lt;</c>, so no text can end the element.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Web);
}

/// <param name="Path">Around (8, 8), in a square of 16 by 16.</param>
public sealed record ShapeView(string Path, bool Open);

public sealed record DayRange(string From, string To);

/// <param name="Note">How many acts the lane holds.</param>
public sealed record LaneView(string Id, string Name, bool Own, string? Note);

/// <param name="Lanes">Indices of the lanes of all its actors, the first named first.</param>
/// <param name="Until">Last day it may have happened on when only the month or year is known.</param>
/// <param name="Ringed">True when no member acted itself: a court, another organ, private persons.</param>
public sealed record ActMark(
    string Id, string Date, string? Until, IReadOnlyList<int> Lanes, string Track, string Type, string Title, string DateText, string Who, string Kind,
    IReadOnlyList<string> Notes, bool Ringed, bool Contested, bool Ahead, string Href);

/// <param name="Acts">Indices of the acts its stages rest on, so that a lit chain lights its measures too.</param>
public sealed record MeasureBar(
    string Id, string Act, int Lane, string Track, string Title, string Standing, IReadOnlyList<string> Steps, IReadOnlyList<BarSegment> Segments, IReadOnlyList<int> Acts);

/// <param name="To">Null: runs on to the day asked for.</param>
/// <param name="Look"><c>announced</c>, <c>force</c>, <c>eased</c>, <c>suspended</c>, <c>open</c> (no end recorded) or <c>end</c>.</param>
public sealed record BarSegment(string From, string? To, string Look, bool Ahead);

public sealed record LinkArc(int From, int To, string Relation, bool Denied, bool Self);
