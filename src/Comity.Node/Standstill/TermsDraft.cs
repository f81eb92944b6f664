using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Primitives;

namespace Comity.Node.Standstill;

/// <summary>Terms as a form gives them: what the ledger and the charter know is filled in from there.</summary>
public sealed class TermsDraft(RoomView view, StandstillWords words)
{
    /// <summary>Measures offered for the inventory.</summary>
    private const int MostMeasures = 256;

    /// <summary>What the form asks for in its own way.</summary>
    internal static string[] Computed { get; } = ["terms.baseline.inventory", "terms.public", "terms.clock.capitals", "clock.capitals"];

    /// <summary>Measures of the plenary ledger and of this channel's, public ones first, each that could be held at a stage on a day.</summary>
    public IReadOnlyList<MeasureFinding> Measures(DateOnly day) =>
    [
        .. new[] { ChannelId.Plenary, view.Channel }.Distinct().Where(c => view.Room.Channels.Contains(c))
            .SelectMany(c => view.Room.Board(c, day).Measures((_, isPrivate) => !isPrivate, 0, MostMeasures)).Where(m => BaselineRules.StageOn(m, day) is not null).Take(MostMeasures),
    ];

    /// <summary>Adds inventory, public items and capitals to terms read from a form.</summary>
    internal JsonObject Complete(JsonObject terms, FormReading form)
    {
        var baseline = terms["baseline"] as JsonObject ?? [];
        terms["baseline"] = baseline;
        baseline["inventory"] = Inventory(form, (string?)baseline["date"]);
        terms["public"] = new JsonArray([.. form.All("public").Select(what => form.Text($"publicFrom.{what}") is { } from
            ? new JsonObject { ["what"] = what, ["from"] = from } : new JsonObject { ["what"] = what })]);
        terms["clock"] = Clock(terms["clock"] as JsonObject ?? [], form.All("terms.bound"));
        return terms;
    }

    /// <summary>Each party's capital, by the charter.</summary>
    internal JsonObject Clock(JsonObject clock, IEnumerable<string> members)
    {
        clock["capitals"] = new JsonArray([.. members.Distinct().Select(m => new JsonObject
        {
            ["member"] = m, ["zone"] = view.Forum.Members.FirstOrDefault(x => x.Id.ToString() == m)?.Zone ?? view.Forum.Zone,
        })]);
        return clock;
    }

    /// <summary>What the fields of new terms begin with; the inventory as the ledger draws it.</summary>
    public Dictionary<string, StringValues> Begin()
    {
        var bound = view.Forum.Members.Where(m => m.IsParty && m.Id != view.Forum.Convener).Select(m => m.Id).ToValueList();
        var fields = FormJson.Fields(Proposed(bound));
        fields["inventory"] = BaselineRules.Draw(Measures(view.Room.Day), bound, view.Room.Day).Select(i => i.Measure.ToString()).ToArray();
        return fields;
    }

    private JsonObject Proposed(ValueList<MemberId> bound) => new()
    {
        ["terms"] = new JsonObject
        {
            ["language"] = Formats.Language,
            ["bound"] = new JsonArray([.. bound.Select(m => (JsonNode)m.ToString())]),
            ["baseline"] = new JsonObject { ["date"] = RoomView.Iso(view.Room.Day) },
            ["carveOuts"] = new JsonArray([.. new[] { CarveOutKind.Courts, CarveOutKind.Private, CarveOutKind.Safety, CarveOutKind.Promulgated, CarveOutKind.Procedure }
                .Select(k => new JsonObject { ["id"] = k.Wire() + "-free", ["kind"] = k.Wire(), ["text"] = words.Of(k) })]),
            ["start"] = RoomView.Iso(view.Room.Day), ["lastDay"] = RoomView.Iso(view.Room.Day.AddDays(89)),
            ["extension"] = new JsonObject { ["by"] = "none", ["days"] = 0 },
            ["days"] = new JsonObject { ["priorNotice"] = 14, ["reply"] = 7, ["check"] = 14, ["leave"] = 14 },
            ["check"] = new JsonObject { ["by"] = "joint" }, ["consequences"] = new JsonArray("consultation"), ["withoutPrejudice"] = true,
            ["clock"] = new JsonObject { ["zone"] = view.Members.First().Zone, ["hour"] = "24:00", ["count"] = "calendar", ["roll"] = true },
        },
    };

    /// <summary>The same from terms that were floated or offered before.</summary>
    public static Dictionary<string, StringValues> From(StandstillTerms terms)
    {
        var json = BodyCodec.Write(new TermsFloated(terms, terms.Start));
        var body = (JsonObject)json["terms"]!;
        body["baseline"]!.AsObject().Remove("inventory");
        body.Remove("public");
        json.Remove("date");
        var fields = FormJson.Fields(json);
        fields["inventory"] = terms.Baseline.Inventory.Select(i => i.Measure.ToString()).ToArray();
        fields["public"] = terms.Public.Select(p => p.What.Wire()).ToArray();
        foreach (var item in terms.Baseline.Inventory)
        {
            fields[$"treatment.{item.Measure}"] = item.Treatment.Wire();
        }

        foreach (var item in terms.Public.Where(p => p.From is not null))
        {
            fields[$"publicFrom.{item.What.Wire()}"] = RoomView.Iso(item.From!.Value);
        }

        return fields;
    }

    private JsonArray Inventory(FormReading form, string? date)
    {
        var ticked = form.All("inventory").ToHashSet(StringComparer.Ordinal);
        if (ticked.Count == 0 || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return [];
        }

        var known = Measures(day).Where(m => ticked.Contains(m.Id.ToString())).ToArray();
        if (known.Length < ticked.Count)
        {
            form.Add(new("inventory", "form.inventory", $"expected measures that had reached a stage by {date}; {FormValues.Number(ticked.Count - known.Length)} had not"));
        }

        return new([.. known.Select((m, n) => new JsonObject
        {
            ["id"] = $"item-{FormValues.Number(n + 1)}", ["measure"] = m.Id.ToString(), ["owner"] = m.Owner.ToString(), ["title"] = m.Title,
            ["stage"] = BaselineRules.StageOn(m, day)!.Stage.Wire(), ["since"] = RoomView.Iso(BaselineRules.StageOn(m, day)!.Date), ["treatment"] = form.Text($"treatment.{m.Id}") ?? "held",
        })]);
    }
}
