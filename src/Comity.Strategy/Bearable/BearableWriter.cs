using System.Text.Json;
using Comity.Strategy.Models;

namespace Comity.Strategy.Bearable;

/// <summary>Writes a party as <see cref="BearableReader"/> and the block <c>bearable</c> of a case have it.</summary>
public static class BearableWriter
{
    public static void Write(Utf8JsonWriter json, StrategyModel model, HomeParty party)
    {
        json.WriteStartObject();
        json.WriteString("dm", model.DecisionMakers[party.DecisionMaker].Id);
        json.WriteNumber("threshold", party.Threshold);
        json.WriteStartArray("constituencies");
        foreach (var constituency in party.Constituencies)
        {
            json.WriteStartObject();
            json.WriteString("id", constituency.Id);
            json.WriteString("name", constituency.Name);
            json.WriteNumber("weight", constituency.Weight);
            json.WriteStartArray("stances");
            foreach (var rule in constituency.Rules)
            {
                Write(json, model, rule);
            }

            json.WriteEndArray();
            json.WriteString("otherwise", constituency.Otherwise.Name());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StrategyModel model, StanceRule rule)
    {
        json.WriteStartObject();
        json.WriteStartArray("outcomes");
        foreach (var pattern in rule.Outcomes)
        {
            json.WriteStringValue(pattern.ToText(model.Options.Count));
        }

        json.WriteEndArray();
        json.WriteString("stance", rule.Stance.Name());
        if (rule.AskedBy.Count > 0)
        {
            json.WriteStartObject("askedBy");
            foreach (var (asker, stance) in rule.AskedBy.OrderBy(a => a.Key))
            {
                json.WriteString(model.DecisionMakers[asker].Id, stance.Name());
            }

            json.WriteEndObject();
        }

        if (rule.Text is { } text)
        {
            json.WriteString("text", text);
        }

        json.WriteEndObject();
    }
}
