using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Domain.Channels;

/// <summary>Statements really signed, for what carries them: each party has a root key, a node key and a roster.</summary>
internal static class SignedItems
{
    private static readonly MemberId[] Members = [.. new[] { "Arda", "Bera", "Cirra" }.Select(ForumScript.Member)];
    private static readonly Dictionary<MemberId, SigningKey> RootKeys = Members.ToDictionary(m => m, _ => SigningKey.Generate());
    private static readonly Dictionary<MemberId, SigningKey> NodeKeys = Members.ToDictionary(m => m, _ => SigningKey.Generate());
    private static readonly Dictionary<MemberId, string> Rosters = Members.ToDictionary(m => m, m => Roster.Sign(RootKeys[m], m, 1, null, [NodeKeys[m].Public]));

    public static IReadOnlyDictionary<MemberId, string> Roots { get; } = Members.ToDictionary(m => m, m => RootKeys[m].Public.Thumbprint);

    public static ChannelId Channel(params string[] parties) => ChannelId.Of(parties.Select(ForumScript.Member));

    public static string RosterOf(string party) => Rosters[ForumScript.Member(party)];

    public static Statement Note(string party, ChannelId channel, string text = "A note") =>
        Say(party, channel, "dialogue.note-said/1", new JsonObject { ["text"] = text });

    public static Statement Say(string party, ChannelId channel, IBody body) => Say(party, channel, BodyCodec.KindOf(body.GetType()), BodyCodec.Write(body));

    private static Statement Say(string party, ChannelId channel, string kind, JsonObject body)
    {
        var member = ForumScript.Member(party);
        var draft = new StatementDraft(kind, "economy", null, [], body, "First Department", "working", new DateTimeOffset(2031, 3, 1, 9, 0, 0, TimeSpan.Zero));
        return StatementSigner.Sign(draft, ForumScript.Nowhere("forum"), channel, member, Seen.Nothing(channel.MembersIn(Members)), 1, NodeKeys[member]);
    }

    /// <summary>The item, with the leave and the roster beside it.</summary>
    public static ItemPassed Passing(Statement item, Statement? leave, DateOnly on, string? rosterOf = null) =>
        new(item.Compact, leave?.Compact, RosterOf(rosterOf ?? item.Member.ToString()), null, null, "en", on);
}
