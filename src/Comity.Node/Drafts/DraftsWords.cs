using System.Globalization;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Node.Access;
using Comity.Node.Journals;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Drafts;

/// <summary>Drafts in words of the reader's language. Words only: nothing is decided here.</summary>
public sealed class DraftsWords(RoomView view, Formats formats, OfficerAccessor officers, IStringLocalizer<DraftsTexts> texts, IStringLocalizer<AccountsTexts> accounts,
    IStringLocalizer<StandstillTexts> standstill, IStringLocalizer<PressTexts> press, StatementSummary summary)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    public ChannelId Own => ChannelId.Of(view.Me);

    /// <summary>Whether this reader writes in drafts on a track; null asks for any.</summary>
    public bool MayWrite(string? track) => officers.Sight.MaySay(Own, track) && !view.ShowsAnotherDay;

    /// <summary>Whether this reader may release what is said in a channel.</summary>
    public bool MayRelease(DraftFinding draft) => MayWrite(draft.Track) && officers.Sight.SpeaksAs(draft.Channel, draft.Track) is not null;

    public bool MayClear(DraftFinding draft, ClearanceStep step) => MayWrite(draft.Track) && DraftingRight.Asked(officers.Sight, Own, draft.Track, step.Of);

    /// <summary>Whether what is said in the channel looked at may be kept as a draft first.</summary>
    public bool MayKeep => view.Channel != Own && MayWrite(null);

    /// <summary>Whether the charter wants a second person for what is said in the channel looked at, so that everything there begins as a draft.</summary>
    public bool NeedsSecond => view.Channel != Own && view.Room.WantsTwoPersons(view.Channel);

    public string Url(string path = "") => $"/c/{Own}/drafts{path}";

    public string Url(DraftFinding draft) => Url($"/{draft.Id}");

    public static string Rule(string code) => DraftsText.Wording.Find(code, CultureInfo.CurrentUICulture) ?? code;

    /// <summary>Who will hear it, in a sentence, as of now and for good.</summary>
    public string Heard(ChannelId channel) => channel.IsPublic ? this["heard.public"] : this["heard", formats.Join(view.Hears(channel).Select(m => formats.Name(m.Id)))];

    /// <summary>What kind of statement it will be, in the words its own page uses.</summary>
    public string Kind(string kind) => kind.Split('/')[0].Split('.') is ["standstill", var act] && standstill[$"act.{act}"] is { ResourceNotFound: false } found ? found
        : kind.StartsWith("terms.", StringComparison.Ordinal) ? press["terms.title"] : summary.Kind(kind);

    /// <summary>The office under which something was said about a draft.</summary>
    public string Who(StatementId said, string? by) => view.Room.Find(said) is { } held ? held.Statement.Office : by ?? "";

    public string Clearer(Clearer of) => of.Role is { } role ? accounts[$"role.{Domain.KebabCase.Wire(role)}"] : of.Office ?? this["officer", of.Officer ?? ""];

    public IReadOnlyList<(string Value, string Words)> Roles =>
        [.. new[] { MandateRole.Head, MandateRole.Releaser, MandateRole.Officer }.Select(r => (Domain.KebabCase.Wire(r), accounts[$"role.{Domain.KebabCase.Wire(r)}"].Value))];

    /// <summary>How long it still lies in the outbox, by the machine's clock, cut to whole seconds; null when it does not.</summary>
    public int? SecondsLeft(DraftFinding draft) =>
        draft is { Standing: DraftStanding.InOutbox, Release.Approval: { } approval } && view.Room.OutboxUntil(approval.Id) is { } until
            ? (int)Math.Max(0, Math.Ceiling((until - TimeProvider.System.GetUtcNow()).TotalSeconds)) : null;

    /// <summary>A version by its place: 1 for the opening.</summary>
    public string Version(DraftFinding draft, StatementId id) => this["version.n", draft.Versions.Index().First(v => v.Item.Id == id).Index + 1];

    public static string Icon(DraftStanding standing) => standing switch
    {
        DraftStanding.BeingWritten => "pencil",
        DraftStanding.VersionsApart => "git-branch",
        DraftStanding.AwaitingClearance => "clock",
        DraftStanding.NotCleared => "circle-x",
        DraftStanding.Cleared => "circle-check",
        DraftStanding.AwaitingApproval => "users",
        DraftStanding.InOutbox => "player-play",
        DraftStanding.Lapsed => "history",
        DraftStanding.Said => "check",
        _ => "arrow-back-up",
    };

    public static string Icon(StepStanding standing) => standing switch
    {
        StepStanding.Cleared => "circle-check",
        StepStanding.NotCleared => "circle-x",
        StepStanding.TakenBack => "arrow-back-up",
        _ => "circle-dashed",
    };
}
