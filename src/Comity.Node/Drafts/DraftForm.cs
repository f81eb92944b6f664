using Comity.Domain.Drafts;
using Comity.Node.Disputes;
using Comity.Record;
using Microsoft.AspNetCore.Components;

namespace Comity.Node.Drafts;

/// <summary>A form about a draft: it says one statement and leads to the draft's page.</summary>
public abstract class DraftForm : AnsweredForm
{
    [Inject]
    protected DraftsWords Words { get; set; } = null!;

    /// <summary>What the form says; null, or faults added to the form, when it cannot be said.</summary>
    protected abstract IBody? Read(string by, DateOnly on);

    /// <summary>Where one is led when it has been said.</summary>
    protected abstract string After(StatementId said);

    protected async Task SubmitAsync()
    {
        await ReadFormAsync();
        if (View.Officer is { } officer && Read(officer.Id, View.Room.Day) is { } body && Form.Faults.Count == 0)
        {
            await AnswerAsync(await View.Room.DraftAsync(body, "", officer, Http.RequestAborted), said => Task.FromResult(After(said)));
        }
        else
        {
            ShowAgain();
        }
    }
}

/// <summary>One that is about a draft opened before.</summary>
public abstract class AboutDraftForm : DraftForm
{
    [Parameter, EditorRequired]
    public required DraftFinding Draft { get; set; }

    protected override string After(StatementId said) => Words.Url(Draft);
}
