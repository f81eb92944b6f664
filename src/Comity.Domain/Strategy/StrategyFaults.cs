using Comity.Record;
using static Comity.Domain.Strategy.StrategyFaultCodes;

namespace Comity.Domain.Strategy;

/// <summary>Every fault of a body by itself, in field order. The limits: docs/spec/strategy.md.</summary>
internal static class StrategyFaults
{
    public static IEnumerable<Fault> Of(IBody body) => body switch
    {
        ModelSaved b => Of(b.Model, b.StatusQuo, b.Language),
        ModelShared b => [.. Of(b.Model, b.StatusQuo, b.Language), .. ModelFaults.Text("words", b.Words, 1, 2000)],
        _ => [],
    };

    private static IEnumerable<Fault> Of(ConflictModel model, string? statusQuo, string language) =>
    [
        .. ModelFaults.Of(model),
        .. statusQuo is null ? [] : ModelFaults.State("statusQuo", statusQuo, model),
        .. LanguageTag.HasShape(language)
            ? Enumerable.Empty<Fault>()
            : [new("language", LanguageShape, $"expected a BCP 47 language tag such as en or ko-KR, found {FormFound.Quote(language)}")],
    ];
}
