using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Node.Drafts;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Disputes;

/// <summary>A form that says something for good, or keeps it as a draft; it leads back to the act.</summary>
public abstract class SayingForm : AnsweredForm
{
    [Inject]
    protected DisputesWords Words { get; set; } = null!;

    [Inject]
    private DraftsWords Drafts { get; set; } = null!;

    /// <summary>Nobody speaks into the past or the future, and readers do not speak.</summary>
    protected bool CanSay => View.MayWrite && !View.ShowsAnotherDay;

    /// <summary>Whoever may not say it here may still keep it as a draft, for somebody who may.</summary>
    protected bool CanFill => (View.MayWrite || Drafts.MayKeep) && !View.ShowsAnotherDay;

    /// <summary>What the form says; faults it finds on the way go to the form.</summary>
    protected abstract Saying Read();

    /// <summary>Reads what is handed in beside the statement; its faults go to the form, and then nothing is said.</summary>
    protected virtual Task ReadEnclosedAsync(IFormFileCollection files) => Task.CompletedTask;

    /// <summary>Says what belongs to the statement, once it has been said for good.</summary>
    /// <returns>Where one is led when that failed; the statement stands. Null when all is well.</returns>
    protected virtual Task<string?> SayEnclosedAsync(StatementId said) => Task.FromResult<string?>(null);

    /// <summary>Where one is led when it has been said.</summary>
    protected virtual string After(Saying saying, StatementId said) => View.Url($"disputes/acts/{saying.Act ?? said}", ("said", said.ToString()));

    protected async Task SubmitAsync()
    {
        await ReadFormAsync();
        if (Form.Asked is not null)
        {
            // One more row was asked for; nothing is at fault.
            ShowAgain();
            return;
        }

        var saying = Read();
        await ReadEnclosedAsync((await Http.Request.ReadFormAsync()).Files);
        Form.AddRange(saying.Body?.Faults() ?? []);
        var keep = Form.Checked("keep");
        if (Form.Faults.Count > 0 || saying.Body is null || !(keep ? Drafts.MayKeep : CanSay))
        {
            ShowAgain();
        }
        else if (keep)
        {
            await AnswerAsync(await KeepAsync(saying, View.Officer!), said => Task.FromResult(Drafts.Url($"/{said}")));
        }
        else
        {
            await AnswerAsync(
                await View.Room.SayAsync(View.Channel, saying.Body, saying.Track, saying.Subject, [.. saying.Cites.Order()], View.Officer!, Http.RequestAborted),
                async said => await SayEnclosedAsync(said) ?? After(saying, said));
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
