using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Node.Disputes;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>What a form says, as the body of its kind; every fault at once, each at the field that was typed.</summary>
internal sealed class ActDraft(StandstillAct act, StatementId? about, FormReading form, StandstillView view, TermsDraft terms)
{
    private readonly FormJson _json = new(form, TermsDraft.Computed);

    /// <returns>Null where a fault was found; faults stand in the form.</returns>
    public IBody? Read()
    {
        var body = new JsonObject();
        foreach (var field in act.Fields)
        {
            if (Value(field) is { } value)
            {
                body[field.Name] = value;
            }
        }

        if (act.About is { } given && about is { } id && act.Name != "notice-given")
        {
            body[given] = id.ToString();
        }

        Compute(body);
        using var json = JsonDocument.Parse(body.ToJsonString());
        var faults = BodyCodec.Check(act.Kind, json.RootElement);
        form.AddRange(faults.Select(f => f with { Field = _json.FieldOf(f.Field) }));
        return form.Faults.Count == 0 ? BodyCodec.ReadBody(act.Kind, json.RootElement) : null;
    }

    private JsonNode? Value(ActField field) => field.Shape switch
    {
        ActShape.Number => int.TryParse(form.Text(field.Name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : form.Text(field.Name),
        ActShape.Truth => form.Text(field.Name) is { } typed ? typed == "true" : null,
        ActShape.Members or ActShape.Inventory => new JsonArray([.. form.All(field.Name).Select(v => (JsonNode)v)]),
        ActShape.Linkage => form.Text("linkage.track") is null && form.Text("linkage.waitsFor") is null ? null : _json.Read(typeof(LinkageTracks), field.Name),
        ActShape.Wordings => new JsonArray([.. Shared.Formats.Languages.Where(l => form.Text($"texts.{l}") is not null).Select(l => new JsonObject { ["language"] = l, ["text"] = form.Text($"texts.{l}") })]),
        ActShape.Sources => new JsonArray([.. form.Sources().Select(s => new JsonObject { ["text"] = s.Text, ["confidence"] = s.Confidence.Wire() })]),
        ActShape.Clock => terms.Clock(_json.Read(typeof(DeadlineClock), field.Name), form.All("of").Append(view.Me.ToString())),
        ActShape.Terms => terms.Complete(_json.Read(typeof(StandstillTerms), field.Name), form),
        ActShape.Plan => _json.Read(typeof(RollbackPlan), field.Name),
        _ => form.Text(field.Name),
    };

    // What the record says already is not asked for.
    private void Compute(JsonObject body)
    {
        if (act.Body == typeof(OfferAccepted) && about is { } offer)
        {
            body["digest"] = view.Found.Offers.FirstOrDefault(o => o.Id == offer)?.Digest;
        }
        else if (act.Body == typeof(OfferConfirmed))
        {
            var accepted = view.Found.Offers.FirstOrDefault(o => o.Id == about && o.Standing == OfferStanding.Accepted);
            body["acceptances"] = new JsonArray([.. accepted?.Because.Select(b => (JsonNode)b.ToString()) ?? []]);
        }
    }
}
