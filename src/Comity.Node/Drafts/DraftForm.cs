using Comity.Domain.Drafts;
using Comity.Node.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Drafts;

/// <summary>A form about a draft: its faults with status 422 and everything typed still there, or one statement and the draft's page (303). Works without script.</summary>
public abstract class DraftForm : ComponentBase
{
    [Inject]
    protected RoomView View { get; set; } = null!;

    [Inject]
    protected DraftsWords Words { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected FormReading Form { get; private set; } = null!;

    /// <summary>Unique on the page; also the prefix of the fields' ids.</summary>
    protected abstract string Name { get; }

    /// <summary>What the form says; null, or faults added to <see cref="Form"/>, when it cannot be said.</summary>
    protected abstract IBody? Read(string by, DateOnly on);

    /// <summary>Where one is led when it has been said.</summary>
    protected abstract string After(StatementId said);

    protected override void OnInitialized() => Form = new(Name);

    protected async Task SubmitAsync()
    {
        Form = new(Name, await Http.Request.ReadFormAsync());
        if (View.Officer is not { } officer || Read(officer.Id, View.Room.Day) is not { } body || Form.Faults.Count > 0)
        {
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        switch (await View.Room.DraftAsync(body, "", officer, Http.RequestAborted))
        {
            case SayResult.Said said:
                Http.Response.StatusCode = StatusCodes.Status303SeeOther;
                Http.Response.Headers.Location = After(said.Id);
                break;
            case SayResult.Faulty faulty:
                Form.AddRange(faulty.Faults);
                Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
            case SayResult.Stopped stopped:
                Form.Add(new("", stopped.Code, stopped.Message));
                Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
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
