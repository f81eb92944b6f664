using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Disputes;

/// <summary>A form as it was handed in, and the room's answer to it: its faults with status 422 and everything typed still there, or a way on (303). Works without script.</summary>
public abstract class AnsweredForm : ComponentBase
{
    [Inject]
    protected RoomView View { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected FormReading Form { get; private set; } = null!;

    /// <summary>Unique on the page; also the prefix of the fields' ids.</summary>
    protected abstract string Name { get; }

    /// <summary>The form before anything was handed in.</summary>
    protected virtual FormReading Begin() => new(Name);

    protected override void OnInitialized() => Form = Begin();

    protected async Task ReadFormAsync() => Form = new(Name, await Http.Request.ReadFormAsync());

    /// <summary>422 makes Turbo show the answer in place.</summary>
    protected void ShowAgain() => Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;

    /// <param name="after">Where one is led when it has been said.</param>
    protected async Task AnswerAsync(SayResult result, Func<StatementId, Task<string>> after)
    {
        switch (result)
        {
            case SayResult.Said said:
                Http.Response.StatusCode = StatusCodes.Status303SeeOther;
                Http.Response.Headers.Location = await after(said.Id);
                break;
            case SayResult.Faulty faulty:
                Form.AddRange(faulty.Faults);
                ShowAgain();
                break;
            case SayResult.Stopped stopped:
                Form.Add(new("", stopped.Code, stopped.Message));
                Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
        }
    }
}
