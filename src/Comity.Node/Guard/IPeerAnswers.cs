using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>What peers said since the start, as the rules of standing ask for it.</summary>
public interface IPeerAnswers
{
    /// <summary>Whoever has shown its last statement of each own journal.</summary>
    IReadOnlySet<MemberId> Answered { get; }

    /// <summary>The most that any peer says it holds of the own journal in a channel; 0 where none says so.</summary>
    long Claimed(ChannelId channel);
}
