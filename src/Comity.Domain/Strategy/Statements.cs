using Comity.Record;

namespace Comity.Domain.Strategy;

// Wire form of every body here: docs/spec/strategy.md. A saved model is its author's own matter, said in the channel of its own
// delegation; sharing it is a statement of its own in another channel, and nothing widens by itself.

/// <summary>The author saves a model, or a later version of one it saved before.</summary>
/// <param name="Of">The statement that first saved this model; null when this one does.</param>
/// <param name="StatusQuo">The state of today: Y or N per option in their order, or null when none is named.</param>
/// <param name="Illustrative">True for a constructed example: nobody's stated preferences, and shown so everywhere.</param>
/// <param name="Language">BCP 47 tag of the texts in the model.</param>
[StatementKind("strategy.model-saved/1")]
public sealed record ModelSaved(StatementId? Of, ConflictModel Model, string? StatusQuo, bool Illustrative, string Language) : IBody
{
    public IEnumerable<Fault> Faults() => StrategyFaults.Of(this);
}

/// <summary>The author lays a model before the members of this channel, or a later version of one it laid here before.</summary>
/// <param name="Of">The statement of this channel that first shared this model; null when this one does.</param>
/// <param name="Words">What the author says beside it: 1 to 2,000 characters, or null.</param>
[StatementKind("strategy.model-shared/1")]
public sealed record ModelShared(StatementId? Of, ConflictModel Model, string? StatusQuo, bool Illustrative, string Language, string? Words) : IBody
{
    public IEnumerable<Fault> Faults() => StrategyFaults.Of(this);
}

/// <summary>The author takes a model back: what was said stays in the record and no longer stands. A later version makes it stand again.</summary>
/// <param name="Of">The statement that first saved or shared it.</param>
[StatementKind("strategy.model-withdrawn/1")]
public sealed record ModelWithdrawn(StatementId Of) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

/// <summary>The author notes for itself what it can bear at home: who there has to be faced, and what each thinks of which outcomes.</summary>
/// <param name="Model">The statement that first saved the model it speaks of; later notes on the same model take the place of earlier ones.</param>
[StatementKind("strategy.bearing-saved/1")]
public sealed record BearingSaved(StatementId Model, HomeParty Party, string Language) : IBody
{
    public IEnumerable<Fault> Faults() => StrategyFaults.Of(this);
}
