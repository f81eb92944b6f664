using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Domain.Strategy;

/// <summary>A decision maker and those at home who decide what it can bear: an outcome nobody there vetoes, and whose supporters outweigh its opponents by the threshold.</summary>
/// <param name="Dm">Id of the decision maker.</param>
/// <param name="Threshold">−1,000,000 to 1,000,000.</param>
/// <param name="Constituencies">1 to 16, ids unique.</param>
public sealed record HomeParty(string Dm, int Threshold, ValueList<Constituency> Constituencies)
{
    public const int MostConstituencies = 16;
    public const int MostStances = 32;
    public const int MostWeight = 1_000_000;
}

/// <param name="Weight">1 to 1,000,000.</param>
/// <param name="Stances">The first that covers an outcome counts; at most 32.</param>
/// <param name="Otherwise">What it thinks of outcomes that none covers.</param>
public sealed record Constituency(string Id, string Name, int Weight, ValueList<StanceRule> Stances, Stance Otherwise);

/// <param name="Outcomes">Patterns, at least one.</param>
/// <param name="AskedBy">The better stance once a third party has asked for the outcome in public; null when nobody's asking matters.</param>
public sealed record StanceRule(ValueList<string> Outcomes, Stance Stance, ValueList<AskedStance>? AskedBy);

/// <param name="By">Id of another decision maker.</param>
public sealed record AskedStance(string By, Stance Stance);

/// <summary>What a constituency thinks of an outcome; the later the better.</summary>
[JsonConverter(typeof(KebabCase<Stance>))]
public enum Stance { Vetoes, Opposes, Tolerates, Supports }
