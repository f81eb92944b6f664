using System.Globalization;
using System.Numerics;
using Comity.Domain;
using Comity.Domain.Strategy;
using Comity.Node.Shared;
using Comity.Record;
using Comity.Strategy.Concepts;
using Comity.Strategy.Inverse;
using Comity.Strategy.States;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Strategy;

/// <summary>Models and what follows from them in words of the reader's language. Words only: nothing is decided here.</summary>
public sealed class StrategyWords(RoomView view, Formats formats, IStringLocalizer<StrategyPageTexts> texts)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    /// <summary><c>1 state</c>, <c>40 states</c>: there are no plurals in resources, hence two keys.</summary>
    public string Count(string key, long number) => texts[number == 1 ? $"{key}.one" : $"{key}.many", number.ToString("N0", CultureInfo.CurrentCulture)];

    public string Name(Concept concept) => this[$"concept.{concept.Name()}"];

    public string Meaning(Concept concept) => this[$"concept.{concept.Name()}.meaning"];

    /// <summary>States are numbered from 1 in ascending order, the first option changing fastest.</summary>
    public string State(int state) => this["state.n", (state + 1).ToString(CultureInfo.InvariantCulture)];

    /// <summary>The options taken in a state by their short names: <c>remedy + convene</c>.</summary>
    public string Taken(StateSpace states, int state)
    {
        var bits = states[state];
        var taken = states.Model.Options.Index().Where(o => (bits >> o.Index & 1) != 0).Select(o => o.Item.Id).ToList();
        return taken.Count == 0 ? this["state.nothing"] : string.Join(" + ", taken);
    }

    /// <summary>What a move changes, by the options' short names: <c>takes accept, gives up controls</c>.</summary>
    public string Change(ConflictModel model, StateSpace states, Leg step)
    {
        var (before, after) = (states[step.From], states[step.To]);
        string Ids(ulong bits) => formats.Join(model.Options.Index().Where(o => (bits >> o.Index & 1) != 0).Select(o => o.Item.Id));
        var parts = new List<string>();
        if ((after & ~before) is > 0 and var taken)
        {
            parts.Add(this["change.takes", Ids(taken)]);
        }

        if ((before & ~after) is > 0 and var given)
        {
            parts.Add(this["change.gives-up", Ids(given)]);
        }

        return formats.Join(parts);
    }

    /// <summary>What one decision maker would have to prefer, as a sentence: each state by the options in which the two differ.</summary>
    public string Change(ConflictModel model, StateSpace states, int maker, PreferenceChange change) => this[
        change.OrEqual ? "needed.change-or-equal" : "needed.change",
        Maker(model, maker), State(change.Better), Against(model, states[change.Better], states[change.Worse]), State(change.Worse), Against(model, states[change.Worse], states[change.Better])];

    /// <summary>A state by number and by what is taken in it.</summary>
    public string Place(StateSpace states, ulong bits) => states.IndexOf(bits) is var state ? $"{State(state)} ({Taken(states, state)})" : "";

    /// <summary>A share of all rankings, with three figures that count; none and all are said as such.</summary>
    public static string Percent(BigInteger part, BigInteger total)
    {
        if (part.IsZero || part == total)
        {
            return part.IsZero ? "0 %" : "100 %";
        }

        var share = (double)(part * 1_000_000_000_000 / total) / 10_000_000_000;
        return share < 0.001 ? "< 0.001 %" : string.Create(CultureInfo.InvariantCulture, $"{share:G3} %");
    }

    private string Against(ConflictModel model, ulong state, ulong other)
    {
        string Ids(ulong bits) => formats.Join(model.Options.Index().Where(o => (bits >> o.Index & 1) != 0).Select(o => o.Item.Id));
        var parts = new List<string>();
        if ((state & ~other) is > 0 and var with)
        {
            parts.Add(this["against.with", Ids(with)]);
        }

        if ((other & ~state) is > 0 and var without)
        {
            parts.Add(this["against.without", Ids(without)]);
        }

        return formats.Join(parts);
    }

    /// <summary>Indexes of the decision makers: the reader's own party first, then as the model has them.</summary>
    public IEnumerable<int> Makers(ConflictModel model) =>
        model.DecisionMakers.Index().OrderBy(d => d.Item.Id == view.Me.ToString() ? 0 : 1).Select(d => d.Index);

    /// <summary>A decision maker that is a member bears the room's name for it; any other the model's.</summary>
    public string Maker(ConflictModel model, int maker)
    {
        var said = model.DecisionMakers[maker];
        return MemberId.TryParse(said.Id, out var member) && view.Forum.Members.Any(m => m.Id == member) ? formats.Short(member) : said.Name;
    }

    /// <summary>What is wrong in the reader's language, with what was found; the fault's own plain English for a code without wording.</summary>
    public string Fault(Fault fault)
    {
        var worded = StrategyText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? (texts[$"fault.{fault.Code}"] is { ResourceNotFound: false } own ? own.Value : null);
        return worded is null ? fault.Message : $"{worded} ({fault.Message})";
    }

    /// <summary>The name of a form's field by its path: <c>dm[0].s[2].words</c>.</summary>
    public string FieldName(string field)
    {
        var name = field.LastIndexOf('.') is var dot and >= 0 ? field[(dot + 1)..] : field.Split('[')[0];
        var rows = string.Join(".", field.Split('[').Skip(1).Select(part => int.Parse(part.AsSpan(0, part.IndexOf(']', StringComparison.Ordinal)), CultureInfo.InvariantCulture) + 1));
        var words = texts[$"field.{name}"] is { ResourceNotFound: false } found ? found.Value : name;
        return rows.Length > 0 ? $"{words} {rows}" : words;
    }

    public IReadOnlyList<(string Value, string Words)> Directions =>
        [.. Enum.GetValues<OptionDirection>().Select(d => (d.Wire(), this[$"direction.{d.Wire()}"]))];

    public IReadOnlyList<(string Value, string Words)> Languages => [.. Formats.Languages.Select(l => (l, this[$"language.{l}"]))];

    /// <summary>Who hears what is said in a channel, in a sentence, before it is said.</summary>
    public string HeardIn(ChannelId channel) => channel.IsPublic ? this["heard.public"]
        : view.Hears(channel).All(m => m.Id == view.Me) ? this["heard.own"]
        : this["heard", List([.. view.Hears(channel).Select(m => formats.Name(m.Id))])];

    public string Member(MemberId member) => formats.Short(member);

    public string List(IReadOnlyList<string> items) =>
        items.Count < 2 ? string.Concat(items) : this["list.and", formats.Join(items.SkipLast(1)), items[^1]];
}
