using System.Text.Json.Nodes;
using Comity.Record;

namespace Comity.Domain;

/// <summary>One capability of the room: the bodies it reads, what it gathers from them, and what it finds.</summary>
/// <remarks>Adding one means a folder in Domain, a folder in Node and a line in <see cref="CapabilityRegistry"/>.</remarks>
public interface ICapability
{
    /// <summary>Short name, also the key under <c>findings</c> in a picture: <c>disputes</c>.</summary>
    string Name { get; }

    /// <summary>The records with <see cref="StatementKindAttribute"/> it reads.</summary>
    IReadOnlyList<Type> Bodies { get; }

    /// <summary>Whether an index answers what pages ask, so that facts are gathered only where all of a channel is judged.</summary>
    bool IsIndexed => false;

    /// <summary>Facts of a channel in which nothing has been said.</summary>
    IFacts NoFacts { get; }

    /// <summary>Adds one statement to the facts. Any order and any repetition give equal facts.</summary>
    IFacts Apply(IFacts facts, Said said);

    /// <summary>Adds one statement to what stays in memory where an index holds the rest: all of it unless <see cref="IsIndexed"/>.</summary>
    IFacts ApplyResident(IFacts facts, Said said) => IsIndexed ? facts : Apply(facts, said);

    /// <summary>What the author of a body stakes with it; asked when its journal is forked.</summary>
    /// <param name="body">One of <see cref="Bodies"/>.</param>
    Stake StakeOf(IBody body) => Stake.None;

    /// <summary>Judges the whole as of a day. Pure: the same facts, context and day give the same findings.</summary>
    object Judge(IFacts facts, JudgeContext context);

    /// <summary>The findings as JSON for the picture and its digest: objects, arrays, strings, booleans, integers; no null members, nothing local.</summary>
    JsonNode ToJson(object findings);
}

/// <summary>What has been said, nothing decided. Compares by value.</summary>
public interface IFacts;

/// <param name="AsOf">The reader's day; compared with dates in bodies, never hides a statement.</param>
/// <param name="Members">All members of the forum, in the charter's order.</param>
public sealed record JudgeContext(DateOnly AsOf, ValueList<MemberId> Members, MemberId Convener)
{
    private static readonly IReadOnlyDictionary<MemberId, string> None = new Dictionary<MemberId, string>();

    /// <summary>Thumbprint of each member's root key as the charter names it: what somebody else's words are checked against.</summary>
    public IReadOnlyDictionary<MemberId, string> Roots { get; init; } = None;

    /// <summary>Where the charter wants a second person to release what is said: <c>plenary</c>, <c>pairs</c>, <c>public</c>.</summary>
    public ValueList<string> TwoPersons { get; init; } = [];

    public bool WantsTwoPersons(ChannelId channel) => TwoPersons.Contains(channel.IsPublic || channel.IsPlenary ? channel.ToString() : "pairs");
}
