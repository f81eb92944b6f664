using System.Globalization;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Channels;

/// <summary>What concerns audiences, in words of the reader's language.</summary>
public sealed class ChannelsWords(RoomView view, Formats formats, IStringLocalizer<ChannelsTexts> texts, IStringLocalizer<FrameTexts> frame)
{
    public string this[string key, params object[] arguments] => arguments.Length == 0 ? texts[key] : texts[key, arguments];

    /// <summary>A rule in words.</summary>
    public static string Rule(string code) => ChannelsText.Wording.Find(code, CultureInfo.CurrentUICulture) ?? code;

    /// <summary>A fault in words; what the node found where there are none.</summary>
    public string Fault(Fault fault) => texts[$"fault.{fault.Code}"] is { ResourceNotFound: false } words ? words : ChannelsText.Wording.Find(fault.Code, CultureInfo.CurrentUICulture) ?? fault.Message;

    /// <summary>A channel within a sentence: all of them, the others of a smaller one, our delegation.</summary>
    public string Channel(ChannelId channel)
    {
        var others = view.Hears(channel).Select(m => m.Id).Where(m => m != view.Me).ToList();
        return channel.IsPublic ? frame["audience.public"] : channel.IsPlenary ? frame["audience.plenary"]
            : others.Count == 0 ? frame["audience.own"]
            : channel.MembersIn(view.Forum.Members.Select(m => m.Id)).Contains(view.Me) ? frame["audience.pair", formats.Names(others)]
            : formats.Names(others);
    }

    public string Why(PassingAnswer answer, MemberId originator) => this[$"why.{answer.Why.Wire()}", formats.InSentence(originator)];

    public string Right(PassingRight right) => this[$"right.{right.Wire()}"];
}
