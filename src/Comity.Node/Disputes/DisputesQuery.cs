using System.Collections.Frozen;
using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Comity.Node.Disputes;

public enum DisputesTab { Timeline, Chains, Ledger }

/// <summary>What the address of a Disputes page asks for. What it cannot mean is passed over, not refused: an address is often typed.</summary>
/// <param name="AsOf">The day asked for; null when the room's day.</param>
/// <param name="Act">The selected act.</param>
/// <param name="Page">Part of the list, the latest first, from 1.</param>
/// <param name="Sort">Column of the table, with a leading hyphen when descending.</param>
public sealed record DisputesQuery(
    ChannelId Channel, DisputesTab Tab, DateOnly? AsOf, DateOnly? From, DateOnly? To, FrozenSet<string> Tracks,
    FrozenSet<ActType> Types, FrozenSet<Confidence> Confidences, StatementId? Act, string Sort, bool Table, int Page = 1)
{
    public static DisputesQuery Read(ChannelId channel, IQueryCollection query) => new(
        channel,
        Enum.TryParse<DisputesTab>(query["tab"], ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : DisputesTab.Timeline,
        Day(query["asOf"]), Day(query["from"]), Day(query["to"]),
        query["track"].OfType<string>().ToFrozenSet(StringComparer.Ordinal),
        Values<ActType>(query["type"]), Values<Confidence>(query["confidence"]),
        StatementId.TryParse(query["act"], out var act) ? act : null,
        query["sort"].ToString() is { Length: > 0 } sort ? sort : "-date",
        query["view"] == "table",
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 1 and < 1_000_000 ? page : 1);

    public string Path => $"/c/{Channel}/disputes";

    public bool Filtered => Tracks.Count + Types.Count + Confidences.Count > 0;

    public ActFilter Filter => new(Tracks, Types, Confidences);

    public bool Shows(ActFinding act) => Filter.Shows(act.Track, act.Type, act.Confidence);

    /// <summary>The address that asks for this.</summary>
    public string Url() => QueryHelpers.AddQueryString(Path, Pairs());

    public string CsvUrl(string file) => QueryHelpers.AddQueryString($"{Path}/{file}.csv", Pairs().Where(p => p.Key is not ("tab" or "view" or "act" or "page")));

    public DisputesQuery Toggle(string track) => this with { Tracks = Toggled(Tracks, track), Page = 1 };

    public DisputesQuery Toggle(ActType type) => this with { Types = Toggled(Types, type), Page = 1 };

    public DisputesQuery Toggle(Confidence confidence) => this with { Confidences = Toggled(Confidences, confidence), Page = 1 };

    public DisputesQuery SortedBy(string column) => this with { Sort = Sort == column ? "-" + column : column };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the address carries, so that a form can hand it on.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Pairs()
    {
        if (Tab != DisputesTab.Timeline)
        {
            yield return new("tab", Tab.Wire());
        }

        foreach (var (name, day) in new[] { ("asOf", AsOf), ("from", From), ("to", To) })
        {
            if (day is { } value)
            {
                yield return new(name, Iso(value));
            }
        }

        foreach (var pair in Tracks.Order(StringComparer.Ordinal).Select(t => new KeyValuePair<string, string?>("track", t))
            .Concat(Types.Order().Select(t => new KeyValuePair<string, string?>("type", t.Wire())))
            .Concat(Confidences.Order().Select(c => new KeyValuePair<string, string?>("confidence", c.Wire()))))
        {
            yield return pair;
        }

        if (Act is { } act)
        {
            yield return new("act", act.ToString());
        }

        if (Sort != "-date")
        {
            yield return new("sort", Sort);
        }

        if (Table)
        {
            yield return new("view", "table");
        }

        if (Page > 1)
        {
            yield return new("page", Page.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static FrozenSet<T> Values<T>(IEnumerable<string?> texts)
        where T : struct, Enum
    {
        var byName = Enum.GetValues<T>().ToDictionary(v => v.Wire(), StringComparer.Ordinal);
        return texts.Where(t => t is not null && byName.ContainsKey(t)).Select(t => byName[t!]).ToFrozenSet();
    }

    private static FrozenSet<T> Toggled<T>(FrozenSet<T> set, T item) =>
        (set.Contains(item) ? set.Where(i => !i!.Equals(item)) : set.Append(item)).ToFrozenSet();
}
