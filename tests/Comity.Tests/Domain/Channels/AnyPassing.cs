using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Tests.Domain.Channels;

/// <summary>Statements of carrying, registering and forgetting made from numbers: mostly what fits together, now and then what does not.</summary>
internal static class AnyPassing
{
    private static readonly ChannelId Pair = SignedItems.Channel("Bera", "Cirra");

    // Signed once: what carries them is told in many stories.
    private static readonly Lazy<IReadOnlyList<ItemPassed>> Passings = new(() => [.. Made()]);

    public static void Says(Type type, ForumScript forum, System.Random random, DateOnly first)
    {
        var author = new[] { "Arda", "Bera", "Cirra" }[random.Next(3)];
        var day = first.AddDays(random.Next(5));
        var item = ForumScript.Nowhere($"item {random.Next(3)}");
        var request = forum.Said.Where(s => s.Body is PassingAsked && random.Next(3) > 0).Select(s => (PassingAsked?)s.Body).LastOrDefault();
        var asked = forum.Said.LastOrDefault(s => ReferenceEquals(s.Body, request))?.Id ?? ForumScript.Nowhere("nothing");
        IBody body = type.Name switch
        {
            nameof(PassingRightSet) => new PassingRightSet(item, (PassingRight)random.Next(3)),
            nameof(PassingAsked) => new PassingAsked(item, ForumScript.Member("Bera"), Pair, "To prepare a meeting", "en", day),
            nameof(PassingGranted) => new PassingGranted(asked, request?.Item ?? item, request?.To ?? Pair, day, random.Next(2) == 0 ? null : day.AddDays(random.Next(5))),
            nameof(PassingRefused) => new PassingRefused(asked, request?.Item ?? item, request?.To ?? Pair, random.Next(2) == 0 ? null : "Not now", "en", day),
            nameof(ItemPassed) => Passings.Value[random.Next(Passings.Value.Count)],
            nameof(PassageReported) => new PassageReported(
                item, ForumScript.Member("Bera"), Pair, forum.Said.Where(s => s.Body is PassingGranted or PassingRightSet).Select(s => (StatementId?)s.Id).LastOrDefault(), ForumScript.Nowhere("passage"), day),
            nameof(ReadsRegistered) => new ReadsRegistered(item),
            nameof(ItemRead) => new ItemRead(item, ForumScript.Member("Bera"), random.Next(2) == 0 ? [ReadHow.Page] : [ReadHow.Api, ReadHow.Export], day),
            nameof(EvidenceAttached) => new EvidenceAttached(item, "A scan of the note", "en"),
            _ => new BlobForgotten(Hash256.Of([(byte)random.Next(3)]).ToString(), "A name in it", "en", day),
        };
        var answers = body is PassingGranted or PassingRefused or PassingRightSet && random.Next(4) > 0;
        forum.SaysHavingSeen(answers ? "Bera" : author, body, forum.Said.Where(_ => random.Next(2) == 0).Select(s => s.Id).ToArray());
    }

    private static IEnumerable<ItemPassed> Made()
    {
        var on = new DateOnly(2031, 3, 3);
        foreach (var party in new[] { "Bera", "Cirra" })
        {
            var item = SignedItems.Note(party, Pair);
            yield return SignedItems.Passing(item, null, on);
            yield return SignedItems.Passing(item, SignedItems.Say(party, Pair, new PassingRightSet(item.Id, PassingRight.Yes)), on);
            yield return SignedItems.Passing(item, SignedItems.Say(party, Pair, new PassingGranted(ForumScript.Nowhere("request"), item.Id, ChannelId.Plenary, on, null)), on);
        }
    }
}
