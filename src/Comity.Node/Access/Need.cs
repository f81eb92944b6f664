using Microsoft.AspNetCore.Builder;

namespace Comity.Node.Access;

/// <summary>What whoever asks has to hold. The one list there is: <see cref="AccessGate"/> asks for it before any page or endpoint runs.</summary>
public enum Need
{
    /// <summary>Nothing: it says nothing of substance, or it is how one comes in.</summary>
    Open,

    /// <summary>Another member's node; the endpoint checks the request's signature itself.</summary>
    Peer,

    /// <summary>Whoever runs the machine; the endpoint checks where the request comes from.</summary>
    Operator,

    /// <summary>Anybody with a session or a token, mandate or not: what concerns their own account.</summary>
    SignedIn,

    /// <summary>Anybody with a session: what a token may not touch, since with it a token would outgrow what it was made for.</summary>
    Session,

    /// <summary>A mandate that opens the channel in the address, or any mandate where the address names none. The public channel is open to all.</summary>
    Read,

    /// <summary>To read there, and to say something somewhere: what is said where is asked again when it is said.</summary>
    Write,

    /// <summary>A mandate that says things in the channel in the address; in plenary where the address names none.</summary>
    Say,

    /// <summary>To see this member's mandates: its head of delegation, and its auditors.</summary>
    SeeMandates,

    /// <summary>To give mandates: the head of delegation.</summary>
    GiveMandates,

    /// <summary>To manage accounts: an administrator.</summary>
    Accounts,
}

/// <summary>Declares what a page or endpoint needs. One that declares nothing answers nobody.</summary>
/// <param name="need">For looking.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Need need) : Attribute
{
    public Need Need { get; } = need;

    /// <summary>For what is posted to the same address; a page that only shows needs nothing more.</summary>
    public Need Posted { get; init; } = need;
}

public static class NeedsExtensions
{
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Need need)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new NeedsAttribute(need)));
        return endpoint;
    }
}
