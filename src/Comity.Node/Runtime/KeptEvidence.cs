using Comity.Record.Forks;

namespace Comity.Node.Runtime;

/// <param name="KeptAt">When this node kept it, by the room's clock.</param>
public sealed record KeptEvidence(ForkEvidence Evidence, DateTimeOffset KeptAt);
