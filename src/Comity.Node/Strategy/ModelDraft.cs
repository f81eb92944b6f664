using Comity.Record;

namespace Comity.Node.Strategy;

/// <summary>A model as it is being typed: text only, so that nothing is lost whatever is wrong with it.</summary>
public sealed class ModelDraft
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Notes { get; set; } = "";

    public string Language { get; set; } = "";

    public string Track { get; set; } = "";

    public string Citation { get; set; } = "";

    public string Provenance { get; set; } = "";

    public bool Illustrative { get; set; }

    public List<MakerDraft> Makers { get; } = [];

    public List<OptionDraft> Options { get; } = [];

    public List<string> Infeasible { get; } = [];

    /// <summary>A line each: label, pattern, representative.</summary>
    public string Merged { get; set; } = "";

    /// <summary>A line each: decision maker, from, to.</summary>
    public string Disallowed { get; set; } = "";

    /// <summary>Everything wrong, each with the form's field it belongs to; an empty field for the whole.</summary>
    public List<Fault> Faults { get; } = [];

    public IEnumerable<Fault> At(string field) => Faults.Where(f => f.Field == field);

    /// <summary>A row in which nothing was typed says nothing.</summary>
    public void LeaveOutBlankRows()
    {
        Options.RemoveAll(o => o.Id.Length + o.Name.Length == 0);
        Infeasible.RemoveAll(pattern => pattern.Length == 0);
        Makers.ForEach(m => m.Statements.RemoveAll(s => s.Words.Length + s.Text.Length == 0));
        Makers.RemoveAll(m => m.Id.Length + m.Name.Length + m.Statements.Count == 0);
    }
}

public sealed class MakerDraft
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary><c>statements</c> or <c>ranking</c>.</summary>
    public string Kind { get; set; } = "statements";

    /// <summary>Most important first.</summary>
    public List<StatementDraft> Statements { get; } = [];

    /// <summary>A line per rank, best first; states of one line are equally preferred.</summary>
    public string Ranking { get; set; } = "";
}

/// <param name="Words">A condition over short names, or patterns.</param>
/// <param name="Text">The same for people; may be empty.</param>
public sealed record StatementDraft(string Words, string Text);

public sealed class OptionDraft
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Short name of the decision maker.</summary>
    public string Owner { get; set; } = "";

    public string Direction { get; set; } = "both";

    /// <summary>Taken today: part of the status quo.</summary>
    public bool Now { get; set; }
}
