using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Record.Forks;

/// <summary>The forker says which branch of its journal goes on: the one in which it says so.</summary>
/// <remarks>docs/spec/forks.md, "How the journal goes on".</remarks>
/// <param name="Index">Where the journal was forked.</param>
/// <param name="Continues">The id at that index on this branch.</param>
public sealed record ForkDeclaration(long Index, StatementId Continues)
{
    public static StatementDraft Draft(ForkEvidence evidence, StatementId continues, string office, string level, DateTimeOffset claimedAt) => new(
        RecordKinds.ForkDeclared, null, null, [evidence.First.Id, evidence.OtherId, continues],
        new JsonObject { ["index"] = evidence.Index, ["continues"] = continues.ToString() }, office, level, claimedAt);

    /// <summary>Null when the statement is no declaration, or its body has another form.</summary>
    public static ForkDeclaration? In(Statement statement) =>
        statement.Kind == RecordKinds.ForkDeclared && statement.Body.EnumerateObject().Count() == 2
        && statement.Body.TryGetProperty("index", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var index)
        && statement.Body.TryGetProperty("continues", out var text) && text.ValueKind == JsonValueKind.String && StatementId.TryParse(text.GetString(), out var id)
            ? new ForkDeclaration(index, id)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Continues} goes on at {Index}");
}
