using Microsoft.AspNetCore.Builder;

namespace Comity.Node.Api;

/// <summary>What a POST does when it comes again under its <c>Idempotency-Key</c>.</summary>
public enum Repeating
{
    /// <summary>Its answer is kept, over a restart too, and given again.</summary>
    Kept,

    /// <summary>It is done again and comes out the same: it looks, or it sets something whole, or what it says it says once by its content.</summary>
    Alike,

    /// <summary>Its answer tells a secret this once: it is given again for ten minutes while the node runs, and kept nowhere.</summary>
    Told,

    /// <summary>It brings a code that works once, or for a minute, and is refused after that; nothing of it is noted.</summary>
    Refused,
}

/// <summary>Declares it; <see cref="Repeating.Kept"/> where nothing is declared.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatingAttribute(Repeating how) : Attribute
{
    public Repeating How { get; } = how;
}

public static class RepeatingExtensions
{
    public static TBuilder Repeats<TBuilder>(this TBuilder endpoint, Repeating how)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new RepeatingAttribute(how)));
        return endpoint;
    }
}
