using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Import;

/// <summary>From rows to the statements they ask for, with every fault of every cell. Signs nothing.</summary>
/// <remarks>
/// A row records an act; where it names a nature or a measure it also opens that measure, with its stages. A row that names an act of the record, or
/// one of an earlier row by its reference, opens a measure on that.
/// </remarks>
internal sealed class ImportPlanner(IRoom room, ChannelId channel, ImportTable table, ImportMapping mapping, SaidBefore before, ImportActs acts)
{
    private static readonly ImportField[] ActFields =
        [ImportField.Title, ImportField.Detail, ImportField.Language, ImportField.Effective, ImportField.Deadline, ImportField.Note, ImportField.Reference];

    // Stands where what a body relies on has faults itself.
    private static readonly StatementId Unknown = SaidBefore.StandIn("", "", []);

    private readonly Dictionary<string, StatementId> _references = new(StringComparer.Ordinal);
    private readonly Dictionary<StatementId, int> _planned = [];
    private readonly ForumView _forum = room.Forum!;

    public ImportPlan Plan()
    {
        List<ImportRow> rows = [.. table.Lines.Select(Row)];
        return new(rows, [.. rows.SelectMany(r => r.Faults)], mapping.WithSimilar);
    }

    private ImportRow Row(ImportLine line)
    {
        var (faults, statements) = (new List<ImportFault>(), new List<PlannedStatement>());
        var similar = default(StatementId?);
        var onAct = Cell(line, ImportField.Act);
        if (StatementId.TryParse(Cell(line, ImportField.Id), out var id) && room.Find(id)?.Statement.Channel == channel)
        {
            // Our own file, read in again: what it shows is there.
            return new(line.Number, Title(line), Cell(line, ImportField.Date), [new("", [], "", id, id)], [], null, null);
        }

        var track = ImportWords.Track(Cell(line, ImportField.Track), _forum);
        if (!_forum.Tracks.Contains(track))
        {
            faults.Add(Fault(line, ImportField.Track, "room.track", $"expected one of {string.Join(", ", _forum.Tracks)}, found {(track.Length == 0 ? "nothing" : $"\"{track}\"")}"));
        }

        var act = onAct.Length > 0 ? ActNamed(line, onAct, faults) : null;
        if (onAct.Length == 0 && Check<ActRecorded>(line, Act(line), faults) is { } recorded)
        {
            var planned = Planned(recorded, track);
            statements.Add(planned);
            act = planned.StandIn;
            similar = planned.Existing is null && !_planned.ContainsKey(planned.StandIn) ? acts.Like(recorded) : null;
            if (recorded.Reference is { } reference)
            {
                _references.TryAdd(reference, planned.StandIn);
            }
        }

        if (onAct.Length > 0 || Cell(line, ImportField.Measure).Length > 0 || Cell(line, ImportField.Nature).Length > 0)
        {
            statements.AddRange(Measure(line, act, track, faults));
        }

        var repeats = statements.Count > 0 && statements.TrueForAll(s => _planned.ContainsKey(s.StandIn)) ? _planned[statements[0].StandIn] : default(int?);
        statements.ForEach(s => _planned.TryAdd(s.StandIn, line.Number));
        return new(line.Number, Title(line), Cell(line, ImportField.Date), statements, faults, similar, repeats);
    }

    private StatementId? ActNamed(ImportLine line, string name, List<ImportFault> faults)
    {
        var named = StatementId.TryParse(name, out var id) && acts.Holds(id) ? id
            : _references.TryGetValue(name, out var inTable) ? inTable
            : acts.WithReference(name);
        if (named is null)
        {
            faults.Add(Fault(line, ImportField.Act, "import.act", $"expected an act of this channel or the reference of an earlier row, found \"{name}\""));
        }

        return named;
    }

    private IEnumerable<PlannedStatement> Measure(ImportLine line, StatementId? act, string track, List<ImportFault> faults)
    {
        var stages = ImportLists.Stages(Cell(line, ImportField.Stages)).OfType<JsonObject>().ToList();
        // A stand-in where the act has faults of its own: the rest of the row is looked at in the same pass.
        var announced = Check<MeasureAnnounced>(line, Announced(line, act ?? Unknown), faults);
        var measure = announced is not null && act is not null ? Planned(announced, track) : null;
        var recorded = stages.Select(s => Check<StageRecorded>(line, Stage(line, s, measure?.StandIn ?? Unknown), faults, ImportField.Stages)).ToList();
        return measure is null ? [] : [measure, .. recorded.OfType<StageRecorded>().Select(s => Planned(s, track))];
    }

    private JsonObject Act(ImportLine line)
    {
        var body = Texts(line, ActFields);
        SetDay(body, "date", Cell(line, ImportField.Date), out var precision);
        SetDay(body, "effective", Cell(line, ImportField.Effective), out _);
        SetDay(body, "deadline", Cell(line, ImportField.Deadline), out _);
        Set(body, "precision", Cell(line, ImportField.Precision) is { Length: > 0 } said ? ImportWords.Value<DatePrecision>(said) : precision.Wire());
        Set(body, "type", ImportWords.Value<ActType>(Cell(line, ImportField.Type)));
        body["actors"] = ImportLists.Actors(Cell(line, ImportField.Actors), _forum);
        body["addressees"] = ImportLists.Actors(Cell(line, ImportField.Addressees), _forum);
        body["detail"] ??= "";
        SetBasis(body, line);
        body["reported"] = YesNo(Cell(line, ImportField.Reported), !Concerns(body["actors"]!.AsArray()));
        return body;
    }

    private JsonObject Announced(ImportLine line, StatementId act)
    {
        var body = Texts(line, [ImportField.Language]);
        body["act"] = act.ToString();
        Set(body, "title", Cell(line, ImportField.Measure) is { Length: > 0 } title ? title : Cell(line, ImportField.Title));
        Set(body, "nature", ImportWords.Value<MeasureNature>(Cell(line, ImportField.Nature)));
        body["private"] = YesNo(Cell(line, ImportField.Private), false);
        Set(body, "end", Cell(line, ImportField.End) is { Length: > 0 } end ? ImportWords.Value<MeasureEnd>(end) : MeasureEnd.ToBeRecorded.Wire());
        SetBasis(body, line);
        body["reported"] = YesNo(Cell(line, ImportField.Reported), Cell(line, ImportField.Actors) is { Length: > 0 } actors && !Concerns(ImportLists.Actors(actors, _forum)));
        Set(body, "reference", Cell(line, ImportField.MeasureReference));
        return body;
    }

    private JsonObject Stage(ImportLine line, JsonObject given, StatementId measure)
    {
        var body = Texts(line, [ImportField.Language]);
        body["measure"] = measure.ToString();
        body["stage"] = given["stage"]?.DeepClone();
        SetDay(body, "date", Plain(given["date"]), out var precision);
        body["precision"] = given["precision"]?.DeepClone() ?? precision.Wire();
        if (given["extent"] is { } extent)
        {
            body["extent"] = extent.DeepClone();
        }

        SetBasis(body, line);
        return body;
    }

    private void SetBasis(JsonObject body, ImportLine line)
    {
        Set(body, "basis", ImportWords.Value<Basis>(Cell(line, ImportField.Basis)));
        body["sources"] = ImportLists.Sources(Cell(line, ImportField.Sources), Cell(line, ImportField.Confidence));
    }

    private JsonObject Texts(ImportLine line, ImportField[] fields)
    {
        var body = new JsonObject();
        foreach (var field in fields)
        {
            Set(body, ImportMapping.Wire(field), Cell(line, field));
        }

        return body;
    }

    private T? Check<T>(ImportLine line, JsonObject body, List<ImportFault> faults, ImportField? all = null)
        where T : class, IBody
    {
        var kind = BodyCodec.KindOf(typeof(T));
        var json = JsonSerializer.SerializeToElement(body);
        var found = BodyCodec.Check(kind, json);
        foreach (var fault in found)
        {
            var field = all ?? FieldOf(fault.Field, typeof(T));
            var at = new ImportFault(line.Number, field is { } known ? mapping.Name(table, known) : fault.Field, field, fault.Code, fault.Message);
            if (!faults.Contains(at))
            {
                faults.Add(at);
            }
        }

        return found.Count == 0 ? (T)BodyCodec.ReadBody(kind, json) : null;
    }

    private static ImportField? FieldOf(string path, Type body) => (path.Split('.', '[')[0], body == typeof(ActRecorded)) switch
    {
        ("title", false) => ImportField.Measure,
        ("reference", false) => ImportField.MeasureReference,
        var (name, _) => Enum.TryParse<ImportField>(name, ignoreCase: true, out var field) ? field : null,
    };

    private PlannedStatement Planned(IBody body, string track)
    {
        var (kind, json) = (BodyCodec.KindOf(body.GetType()), BodyCodec.Write(body));
        var existing = before.Find(kind, track, json);
        return new(kind, json, track, existing ?? SaidBefore.StandIn(kind, track, json), existing);
    }

    private bool Concerns(JsonArray actors) => actors.OfType<JsonObject>().Any(a => Plain(a["member"]) == room.Me.ToString() || Plain(a["organOf"]) == room.Me.ToString());

    private static string Plain(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static JsonNode YesNo(string cell, bool otherwise) => cell.Length == 0 ? otherwise : ImportWords.YesNo(cell) is { } said ? said : cell;

    private static void SetDay(JsonObject body, string name, string cell, out DatePrecision precision)
    {
        var read = ImportDates.Read(cell);
        precision = read?.Precision ?? DatePrecision.Day;
        Set(body, name, read?.Day ?? cell);
    }

    private static void Set(JsonObject body, string name, string text)
    {
        if (text.Length > 0)
        {
            body[name] = text;
        }
    }

    private string Cell(ImportLine line, ImportField field) => mapping.Cell(line, field);

    private string Title(ImportLine line) => Cell(line, ImportField.Measure) is { Length: > 0 } measure && Cell(line, ImportField.Act).Length > 0 ? measure : Cell(line, ImportField.Title);

    private ImportFault Fault(ImportLine line, ImportField field, string code, string message) => new(line.Number, mapping.Name(table, field), field, code, message);
}
