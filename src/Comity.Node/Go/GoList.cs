using Comity.Node.Access;
using Comity.Node.Notices;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Go;

/// <summary>Every page and action that whoever asks may open, in their language: the palette's list, and a plain page without script.</summary>
public sealed class GoList(RoomView view, OfficerAccessor officers, Formats formats, IStringLocalizer<GoTexts> texts, IStringLocalizer<FrameTexts> frame)
{
    private static readonly string[] Pages = ["room", "since", "dates", "brief", "disputes", "standstill", "strategy", "press", "press/answers", "press/terms", "record", "record/keys", "search"];
    private static readonly string[] Acts = ["disputes/record-act", "disputes/import", "standstill/say/terms-floated", "standstill/say/allegation-made", "strategy/new"];

    public IEnumerable<GoPlace> All => Sections().Concat(Actions()).Concat(Channels()).Concat(Own());

    private IEnumerable<GoPlace> Sections() => Pages.Select(p => new GoPlace("pages", texts[$"page.{p}"], view.Url(p)))
        .Append(new GoPlace("pages", frame["rail.passing"], view.Url("passing")));

    private IEnumerable<GoPlace> Actions() => view.MayWrite && !view.ShowsAnotherDay ? Acts.Select(a => new GoPlace("actions", texts[$"page.{a}"], view.Url(a))) : [];

    private IEnumerable<GoPlace> Channels() => view.Room.Channels.Select(c => new GoPlace(
        "channels", texts["channel", c.IsPublic ? frame["audience.public"] : c.IsPlenary ? frame["audience.plenary"] : formats.Names(view.Hears(c).Select(m => m.Id))], view.UrlIn(c, "room")));

    private IEnumerable<GoPlace> Own()
    {
        var sight = officers.Sight;
        if (sight.Caller is not null)
        {
            yield return new("own", texts["page.notices"], NoticePaths.List);
            yield return new("own", texts["page.notices/settings"], NoticePaths.Settings);
            yield return new("own", texts["page.account"], Accounts.AccountPaths.Account);
        }

        // Of this member alone, for those whose mandate opens it.
        if (ChannelId.Of(view.Me) is var alone && view.Room.Channels.Contains(alone))
        {
            yield return new("own", frame["rail.drafts"], view.UrlIn(alone, "drafts"));
        }

        if (sight.MaySeeMandates)
        {
            yield return new("own", texts["page.mandates"], Accounts.AccountPaths.Mandates);
        }

        if (sight.MayAdminister)
        {
            yield return new("own", texts["page.accounts"], Accounts.AccountPaths.Accounts);
        }

        yield return new("own", texts["page.public/texts"], "/public/texts");
        yield return new("own", texts["page.help/keys"], "/help/keys");
    }
}

/// <param name="Group"><c>pages</c>, <c>actions</c>, <c>channels</c> or <c>own</c>.</param>
public sealed record GoPlace(string Group, string Title, string Url);
