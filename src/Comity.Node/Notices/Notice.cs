using Comity.Record;

namespace Comity.Node.Notices;

/// <summary>Something an officer should be told of: it is this member's turn, a day comes near, or something was said that concerns it.</summary>
/// <remarks>Computed from the record whenever it is asked for; what is no longer so is no longer there.</remarks>
/// <param name="Id">The same on every asking: 22 characters that say nothing by themselves.</param>
/// <param name="Kind"><c>turn</c>, <c>date</c>, <c>record.fork</c>, or a concern's name as <c>standstill.allegation</c>.</param>
/// <param name="What">Of a turn or date which one: <c>standstill.reply</c>; else as <paramref name="Kind"/>.</param>
/// <param name="About">The statement that opened the matter; null where none did.</param>
/// <param name="Title">For the page alone: it leaves this house by no other way.</param>
/// <param name="Until">The last day, or the day that comes near; null where none is set.</param>
/// <param name="Page">Under <c>/c/{channel}/</c>.</param>
public sealed record Notice(string Id, string Kind, string What, ChannelId Channel, string Track, StatementId? About, string Title, string Language, DateOnly Since, DateOnly? Until, string Page);
