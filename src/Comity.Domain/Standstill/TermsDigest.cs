using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Canonical;

namespace Comity.Domain.Standstill;

/// <summary>The digest by which parties name exactly what they accept: SHA-256 over RFC 8785 JSON of terms or plan as they go on the wire.</summary>
public static class TermsDigest
{
    public static Hash256 Of(StandstillTerms terms) => Digest(terms);

    public static Hash256 Of(RollbackPlan plan) => Digest(plan);

    internal static Hash256? OfOffer(IBody body) => body switch
    {
        TermsFloated b => Of(b.Terms),
        TermsOffered b => Of(b.Terms),
        RollbackOffered b => Of(b.Plan),
        _ => null,
    };

    private static Hash256 Digest(object value) => CanonicalJson.Digest(JsonSerializer.SerializeToNode(value, value.GetType(), BodyJson.Options));
}
