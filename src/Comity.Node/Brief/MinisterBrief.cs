using Comity.Record;

namespace Comity.Node.Brief;

/// <summary>The state of a channel on one sheet, as of a day: every line in the reader's language, short enough that all fit on one page of A4.</summary>
/// <param name="Days">How many days up to <paramref name="AsOf"/> "changed" looks back.</param>
/// <param name="Say">Lines that may be said: agreed between the parties, or resting on an act that is confirmed and that nobody contests.</param>
/// <param name="NotSay">Words on a list, ours first.</param>
public sealed record MinisterBrief(
    ChannelId Channel, DateOnly AsOf, int Days, ValueList<BriefLine> Changed, ValueList<BriefLine> Hurts, ValueList<BriefLine> Due, ValueList<BriefLine> Say, ValueList<BriefWord> NotSay);

/// <param name="What">Stable: <c>act</c>, <c>allegation</c>, <c>contrary</c>, <c>measure</c>, <c>contested</c>, <c>turn</c>, <c>date</c>, <c>agreed-line</c>, <c>confirmed-act</c>.</param>
/// <param name="Date">Of what it tells; for what is due the last day, null when none is set.</param>
/// <param name="Whose">Whose turn or date it is; empty elsewhere.</param>
/// <param name="Source">The statement it rests on, <paramref name="Place"/> that statement's place: <c>jp:41</c>.</param>
/// <param name="Page">Under <c>/c/{channel}/</c>.</param>
public sealed record BriefLine(string What, DateOnly? Date, string Text, string Language, ValueList<MemberId> Whose, StatementId Source, string Place, string Page);

/// <param name="Instead">What its owner says instead; null when the word is only to be noticed.</param>
/// <param name="Source">The list.</param>
public sealed record BriefWord(string Phrase, string? Instead, MemberId Owner, StatementId Source, string Place);
