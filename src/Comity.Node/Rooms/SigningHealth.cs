using Comity.Record;

namespace Comity.Node.Rooms;

/// <summary>Why this node does not sign, worst first; docs/spec/guard.md.</summary>
public enum SigningHold { None, Stopped, Different, AnotherCopy, Behind, GuardLost, Asking }

/// <summary>Whether this node signs. While it does not, it shows, serves and receives, unless it is <see cref="SigningHold.Stopped"/>.</summary>
/// <param name="Held">Own statements held in the channels that are behind.</param>
/// <param name="Expected">How many there are, as far as is known.</param>
/// <param name="Members">Who is asked, or who says so.</param>
/// <param name="Words">The same for a log or a program, in plain English; empty when the node signs.</param>
public sealed record SigningHealth(SigningHold Hold, long Held, long Expected, ValueList<MemberId> Members, string Words)
{
    public static SigningHealth Good { get; } = new(SigningHold.None, 0, 0, [], "");
}
