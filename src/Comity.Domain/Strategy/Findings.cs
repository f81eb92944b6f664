using Comity.Record;

namespace Comity.Domain.Strategy;

/// <summary>What is found of models in a channel as of a day.</summary>
/// <param name="Models">By author in the charter's order, then id. The model itself stands in the statement <see cref="ModelFinding.Version"/>.</param>
/// <param name="Bearings">What stands of what authors can bear at home, one per model; in the order of the models.</param>
/// <param name="Ineffective">By id.</param>
public sealed record StrategyFindings(ValueList<ModelFinding> Models, ValueList<BearingFinding> Bearings, ValueList<IneffectiveModel> Ineffective)
{
    public static StrategyFindings None { get; } = new([], [], []);
}

/// <param name="Model">The statement that first saved the model it speaks of.</param>
/// <param name="Version">The statement that holds the latest version.</param>
public sealed record BearingFinding(StatementId Model, StatementId Version, MemberId Author, string Rule);

/// <param name="Id">The statement that first saved or shared it.</param>
/// <param name="Version">The statement that holds the latest version.</param>
/// <param name="Versions">How many there have been: at least 1.</param>
/// <param name="Rule">Code of the standing, wording in StrategyText.resx.</param>
public sealed record ModelFinding(
    StatementId Id, StatementId Version, MemberId Author, string Title, string Language, int Versions, bool Illustrative, ModelStanding Standing, string Rule);

/// <summary>Where a model stands: its author's last word on it decides.</summary>
public enum ModelStanding { Saved, Shared, Withdrawn }

/// <param name="Rule">Code of the reason, wording in StrategyText.resx.</param>
public sealed record IneffectiveModel(StatementId Id, MemberId Author, string Kind, string Rule);
