using System.Text.Encodings.Web;
using System.Text.Json;
using Comity.Strategy.Bearable;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Strategy.Cases;

/// <summary>Writes a case as a file that <see cref="CaseReader"/> reads back as it was.</summary>
public static class CaseWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>UTF-8.</returns>
    public static byte[] Write(StrategyCase written)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            new Writer(json, written.Model).Whole(written);
        }

        return buffer.ToArray();
    }

    /// <summary>The word for a direction in files.</summary>
    public static string NameOf(Direction direction) => direction switch
    {
        Direction.Both => "both",
        Direction.Forward => "forward",
        Direction.Backward => "backward",
        _ => "fixed",
    };

    private sealed class Writer(Utf8JsonWriter json, StrategyModel model)
    {
        public void Whole(StrategyCase written)
        {
            json.WriteStartObject();
            json.WriteString("schema", CaseReader.Schema);
            Text("id", written.Id);
            Text("title", written.Title);
            if (written.Source is { } source)
            {
                json.WriteStartObject("source");
                Text("citation", source.Citation);
                Text("provenance", source.Provenance);
                json.WriteEndObject();
            }

            Text("notes", written.Notes);
            List("decisionMakers", model.DecisionMakers, DecisionMaker);
            List("options", model.Options, Option);
            List("infeasible", model.Infeasible, Pattern);
            List("merged", model.Merged, Merged);
            List("disallowedMoves", model.DisallowedMoves, Disallowed);
            Labels(written.StateLabels);
            List("coalitions", written.Coalitions, Coalition);
            List("inverse", written.Inverse, Question);
            List("bearable", written.Bearable, p => BearableWriter.Write(json, model, p));
            json.WriteEndObject();
        }

        private void DecisionMaker(DecisionMaker one)
        {
            json.WriteStartObject();
            json.WriteString("id", one.Id);
            json.WriteString("name", one.Name);
            json.WriteStartArray("options");
            foreach (var option in one.Options)
            {
                json.WriteStringValue(model.Options[option].Id);
            }

            json.WriteEndArray();
            json.WriteStartObject("preference");
            Order(one.Preference.Order);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Order(PreferenceOrder order)
        {
            if (order is Ranking ranking)
            {
                json.WriteString("kind", "ranking");
                List("ranking", ranking.Tiers, Tier, evenEmpty: true);
            }
            else if (order is StatementOrder statements)
            {
                json.WriteString("kind", "statements");
                List("statements", statements.Statements, Statement, evenEmpty: true);
            }
        }

        private void Tier(IReadOnlyList<ulong> tier)
        {
            json.WriteStartArray();
            foreach (var state in tier)
            {
                State(state);
            }

            json.WriteEndArray();
        }

        private void Statement(PreferenceStatement statement)
        {
            json.WriteStartObject();
            if (statement.Condition is Condition.AnyOf any)
            {
                List("anyOf", any.Patterns, Pattern, evenEmpty: true);
            }
            else
            {
                json.WriteString("condition", ConditionText.Of(statement.Condition, model.Options));
            }

            Text("text", statement.Text);
            json.WriteEndObject();
        }

        private void Option(Option option)
        {
            json.WriteStartObject();
            json.WriteString("id", option.Id);
            json.WriteString("name", option.Name);
            json.WriteString("direction", NameOf(option.Direction));
            json.WriteEndObject();
        }

        private void Merged(MergedState merged)
        {
            json.WriteStartObject();
            json.WriteString("label", merged.Label);
            json.WriteString("pattern", merged.Pattern.ToText(model.Options.Count));
            json.WriteString("representative", StateText.Of(merged.Representative, model.Options.Count));
            json.WriteEndObject();
        }

        private void Disallowed(DisallowedMove move)
        {
            json.WriteStartObject();
            json.WriteString("dm", model.DecisionMakers[move.DecisionMaker].Id);
            json.WriteString("from", move.From.ToText(model.Options.Count));
            json.WriteString("to", move.To.ToText(model.Options.Count));
            json.WriteEndObject();
        }

        private void Labels(IReadOnlyDictionary<ulong, string> labels)
        {
            if (labels.Count == 0)
            {
                return;
            }

            json.WriteStartObject("stateLabels");
            foreach (var (state, label) in labels.OrderBy(l => l.Key))
            {
                json.WriteString(StateText.Of(state, model.Options.Count), label);
            }

            json.WriteEndObject();
        }

        private void Coalition(IReadOnlyList<int> members)
        {
            json.WriteStartObject();
            json.WriteStartArray("members");
            foreach (var member in members)
            {
                json.WriteStringValue(model.DecisionMakers[member].Id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void Question(InverseQuestion question)
        {
            json.WriteStartObject();
            json.WriteString("dm", model.DecisionMakers[question.DecisionMaker].Id);
            json.WriteString("state", StateText.Of(question.State, model.Options.Count));
            json.WriteEndObject();
        }

        private void Pattern(Pattern pattern) => json.WriteStringValue(pattern.ToText(model.Options.Count));

        private void State(ulong state) => json.WriteStringValue(StateText.Of(state, model.Options.Count));

        private void Text(string name, string? text)
        {
            if (text is not null)
            {
                json.WriteString(name, text);
            }
        }

        private void List<T>(string name, IReadOnlyList<T> items, Action<T> write, bool evenEmpty = false)
        {
            if (items.Count == 0 && !evenEmpty)
            {
                return;
            }

            json.WriteStartArray(name);
            foreach (var item in items)
            {
                write(item);
            }

            json.WriteEndArray();
        }
    }
}
