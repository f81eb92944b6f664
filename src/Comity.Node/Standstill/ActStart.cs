using Comity.Domain.Standstill;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Comity.Node.Standstill;

/// <summary>What a form's fields begin with: the room's day, the reader's language, terms as they were floated or offered before, and what the address names.</summary>
internal static class ActStart
{
    /// <summary>Days an offer or an acceptance is good for unless something else is typed.</summary>
    private const int GoodFor = 14;

    public static Dictionary<string, StringValues> Of(StandstillAct act, StatementId? about, RoomView view, StandstillView standstills, TermsDraft terms, IQueryCollection query)
    {
        var fields = act.Fields.Any(f => f.Shape == ActShape.Terms) ? standstills.Terms(about) is { } before ? TermsDraft.From(before) : terms.Begin()
            : standstills.Body<RollbackOffered>(about) is { } plan && act.Body == typeof(RollbackOffered) ? Fields(plan)
            : [];
        var day = view.Room.Day;
        fields["date"] = RoomView.Iso(day);
        fields["until"] = RoomView.Iso(day.AddDays(GoodFor));
        foreach (var language in new[] { "language", "plan.language" })
        {
            fields.TryAdd(language, Formats.Language);
        }

        foreach (var (zone, value) in new[] { ("clock.zone", view.Forum.Zone), ("clock.hour", "24:00"), ("clock.count", "calendar"), ("clock.roll", "true"), ("days", "30") })
        {
            fields.TryAdd(zone, value);
        }

        if (act.Body == typeof(NoticeGiven))
        {
            fields["of"] = about?.ToString();
            fields["instrument"] = standstills.Terms(about)?.Title;
            fields["parties"] = standstills.Terms(about)?.Bound.Select(m => m.ToString()).ToArray() ?? [];
        }

        if (standstills.Body<RollbackOffered>(about) is null && about is { } of && standstills.Root(of) is { } root && standstills.Terms(root) is { } under && act.Body == typeof(DutySuspended))
        {
            fields["clause"] = standstills.Body<AllegationMade>(about)?.Clause ?? "";
            fields["through"] = RoomView.Iso(under.LastDay < day ? day : under.LastDay);
        }

        foreach (var (name, value) in query.Where(q => q.Key is not ("about" or "asOf") && act.Fields.Any(f => f.Name == q.Key)))
        {
            fields[name] = value;
        }

        return fields;
    }

    private static Dictionary<string, StringValues> Fields(RollbackOffered offered)
    {
        var json = Comity.Domain.BodyCodec.Write(offered);
        json.Remove("until");
        json.Remove("date");
        return FormJson.Fields(json);
    }
}
