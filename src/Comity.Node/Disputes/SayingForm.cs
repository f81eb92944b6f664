using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Disputes;

/// <summary>
/// A form that says something for good: all faults at once with status 422 and everything typed still there,
/// or one statement and a way back to the act (303). Works without script.
/// </summary>
public abstract class SayingForm : ComponentBase
{
    [Inject]
    protected RoomView View { get; set; } = null!;

    [Inject]
    protected DisputesWords Words { get; set; } = null!;

    [Inject]
    private DraftsWords Drafts { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected FormReading Form { get; private set; } = null!;

    /// <summary>Unique on the page; also the prefix of the fields' ids.</summary>
    protected abstract string Name { get; }

    /// <summary>Nobody speaks into the past or the future, and readers do not speak.</summary>
    protected bool CanSay => View.MayWrite && !View.ShowsAnotherDay;

    /// <summary>Whoever may not say it here may still keep it as a draft, for somebody who may.</summary>
    protected bool CanFill => (View.MayWrite || Drafts.MayKeep) && !View.ShowsAnotherDay;

    /// <summary>What the form says; faults it finds on the way go to <see cref="Form"/>.</summary>
    protected abstract Saying Read();

    /// <summary>Reads what is handed in beside the statement; its faults go to <see cref="Form"/>, and then nothing is said.</summary>
    protected virtual Task ReadEnclosedAsync(IFormFileCollection files) => Task.CompletedTask;

    /// <summary>Says what belongs to the statement, once it has been said for good.</summary>
    /// <returns>Where one is led when that failed; the statement stands. Null when all is well.</returns>
    protected virtual Task<string?> SayEnclosedAsync(StatementId said) => Task.FromResult<string?>(null);

    /// <summary>The form before anything was handed in.</summary>
    protected virtual FormReading Begin() => new(Name);

    /// <summary>Where one is led when it has been said.</summary>
    protected virtual string After(Saying saying, StatementId said) => View.Url($"disputes/acts/{saying.Act ?? said}", ("said", said.ToString()));

    protected override void OnInitialized() => Form = Begin();

    protected async Task SubmitAsync()
    {
        Form = new(Name, await Http.Request.ReadFormAsync());
        if (Form.Asked is not null)
        {
            // One more row was asked for. 422 makes Turbo show the answer in place; nothing is at fault.
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        var saying = Read();
        await ReadEnclosedAsync((await Http.Request.ReadFormAsync()).Files);
        Form.AddRange(saying.Body?.Faults() ?? []);
        var keep = Form.Checked("keep");
        if (Form.Faults.Count > 0 || saying.Body is null || !(keep ? Drafts.MayKeep : CanSay))
        {
            Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return;
        }

        switch (keep ? await KeepAsync(saying, View.Officer!) : await View.Room.SayAsync(View.Channel, saying.Body, saying.Track, saying.Subject, [.. saying.Cites.Order()], View.Officer!, Http.RequestAborted))
        {
            case SayResult.Said said:
                Http.Response.StatusCode = StatusCodes.Status303SeeOther;
                Http.Response.Headers.Location = keep ? Drafts.Url($"/{said.Id}") : await SayEnclosedAsync(said.Id) ?? After(saying, said.Id);
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

    // The same statement, to be heard by the same, only not said yet.
    private Task<SayResult> KeepAsync(Saying saying, Officer officer)
    {
        var kind = BodyCodec.KindOf(saying.Body!.GetType());
        return View.Room.DraftAsync(
            new DraftOpened(View.Channel, kind, saying.Track, DraftText.Title(Form.Text("title") ?? Form.Text("words") ?? Form.Text("text") ?? Drafts.Kind(kind)), DraftText.Of(saying.Body), saying.Subject,
                saying.Cites.Distinct().Order().ToValueList(), officer.Id, View.Room.Day),
            saying.Track, officer, Http.RequestAborted);
    }
}

/// <param name="Body">Null when too little was given to make one.</param>
/// <param name="Act">The act whose page is shown afterwards; null for the statement itself.</param>
public sealed record Saying(IBody? Body, string Track, StatementId? Subject, IEnumerable<StatementId> Cites, StatementId? Act);
