using System.Text.Json.Nodes;
using Comity.Node.Rooms;
using Comity.Record;

namespace Comity.Node.Guard;

/// <summary>What a node may do in one of its channels.</summary>
public abstract record Standing
{
    private Standing()
    {
    }

    /// <summary>It signs.</summary>
    public sealed record Level : Standing;

    /// <summary>It signs after it has said which of its statements nobody can have any more.</summary>
    /// <param name="Released">What the guard says was released; null when no guard says.</param>
    public sealed record Gap(long From, GuardMark? Released) : Standing
    {
        public JsonObject Body => new() { ["from"] = From, ["to"] = Released?.Size, ["last"] = Released?.Id?.ToString() };
    }

    public sealed record Held(SigningHold Hold, long Size, long Expected, ValueList<MemberId> Members, string Words) : Standing;
}
