using System.Globalization;
using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Search;

/// <summary>A search as it comes from an address, for page and API alike.</summary>
public sealed class SearchForm(IRoom room, OfficerAccessor officers)
{
    /// <summary>Pages end where ranking does.</summary>
    private const int MostSkipped = SearchIndex.MostListed;

    /// <returns>Every fault at once; empty when <paramref name="request"/> was read.</returns>
    public IReadOnlyList<Fault> TryRead(SearchQuery query, out SearchRequest? request)
    {
        request = null;
        var faults = SearchWords.TryRead(query.Q, out var words).ToList();
        // What may not be read is not named either.
        var channels = ReadingRights.Of(room, officers.Sight).Rights.Select(r => r.Channel).ToList();
        var channel = Read<ChannelId>(query.Channel, "channel", $"one of {string.Join(", ", channels)}", faults, (string t, out ChannelId c) => ChannelId.TryParse(t, out c) && channels.Contains(c));
        var track = OneOf(query.Track, "track", room.Forum?.Tracks ?? [], faults);
        var kind = OneOf(query.Kind, "kind", BodyCodec.Kinds, faults);
        var author = Member(query.Author, "author", faults);
        var actor = Member(query.Actor, "actor", faults);
        var from = Read<DateOnly>(query.From, "from", "a date as 2019-08-02", faults, TryDate);
        var until = Read<DateOnly>(query.Until, "until", "a date as 2019-08-02", faults, TryDate);
        if (from > until)
        {
            faults.Add(new Fault("until", "search.dates", $"expected a day on or after {query.From}, found {query.Until}"));
        }

        Within(query.Skip, "skip", 0, MostSkipped, faults);
        Within(query.Take, "take", 1, SearchRequest.MostTaken, faults);
        if (faults.Count == 0)
        {
            request = new(words!, channel, track, kind, author, actor, from, until, query.Skip, query.Take);
        }

        return faults;
    }

    private delegate bool Reader<T>(string text, out T value);

    private static T? Read<T>(string? text, string field, string expected, List<Fault> faults, Reader<T> read)
        where T : struct
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (read(text, out var value))
        {
            return value;
        }

        faults.Add(new Fault(field, $"search.{field}", $"expected {expected}, found {text}"));
        return null;
    }

    private static string? OneOf(string? text, string field, IReadOnlyList<string> known, List<Fault> faults)
    {
        if (string.IsNullOrEmpty(text) || known.Contains(text))
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        faults.Add(new Fault(field, $"search.{field}", $"expected one of {string.Join(", ", known)}, found {text}"));
        return null;
    }

    private MemberId? Member(string? text, string field, List<Fault> faults)
    {
        var members = room.Forum?.Members.Select(m => m.Id).ToList() ?? [];
        return Read<MemberId>(text, field, $"one of {string.Join(", ", members)}", faults, (string t, out MemberId member) => MemberId.TryParse(t, out member) && members.Contains(member));
    }

    private static bool TryDate(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static void Within(int number, string field, int least, int most, List<Fault> faults)
    {
        if (number < least || number > most)
        {
            faults.Add(new Fault(field, $"search.{field}", $"expected {least} to {most}, found {number}"));
        }
    }
}

/// <summary>The fields of a search as typed; nothing is believed yet.</summary>
public sealed record SearchQuery(
    string? Q, string? Channel = null, string? Track = null, string? Kind = null, string? Author = null, string? Actor = null, string? From = null, string? Until = null, int Skip = 0, int Take = 20);
