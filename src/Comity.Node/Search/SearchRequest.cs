using Comity.Record;

namespace Comity.Node.Search;

/// <summary>What is looked for, and within what; null or empty leaves a part open.</summary>
/// <param name="Author">Who said it.</param>
/// <param name="Actor">Who acted, in a recorded act.</param>
/// <param name="From">First day, inclusive.</param>
/// <param name="Until">Last day, inclusive.</param>
/// <param name="Skip">0 ≤ skip; how many are passed over.</param>
/// <param name="Take">1 ≤ take ≤ <see cref="MostTaken"/>.</param>
public sealed record SearchRequest(
    SearchWords Words, ChannelId? Channel = null, string? Track = null, string? Kind = null, MemberId? Author = null, MemberId? Actor = null,
    DateOnly? From = null, DateOnly? Until = null, int Skip = 0, int Take = 20)
{
    public const int MostTaken = 100;
}

/// <param name="Found">How many match, up to <see cref="SearchIndex.MostListed"/>.</param>
/// <param name="More">True when more match than are listed.</param>
/// <param name="Hits">Those with every word in the title first; of both the latest first.</param>
public sealed record SearchFound(int Found, bool More, IReadOnlyList<SearchHit> Hits, SearchProgress Progress);

/// <param name="Day">Of the act, or on which it was said.</param>
public sealed record SearchHit(StatementId Id, DateOnly Day);

/// <summary>How much of the record the index holds.</summary>
/// <param name="Held">Statements the node holds, in all channels.</param>
public sealed record SearchProgress(long Indexed, long Held)
{
    public bool IsComplete => Indexed >= Held;

    /// <summary>The same without telling how much there is.</summary>
    public SearchProgress InHundredths => Held == 0 ? new(100, 100) : new(IsComplete ? 100 : Math.Min(99, Indexed * 100 / Held), 100);
}
