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
        BearingSaved b => [.. HomeFaults.Of(b.Party), .. Language(b.Language)],
        _ => [],
    };

    private static IEnumerable<Fault> Of(ConflictModel model, string? statusQuo, string language) =>
    [
        .. ModelFaults.Of(model),
        .. statusQuo is null ? [] : ModelFaults.State("statusQuo", statusQuo, model),
        .. Language(language),
    ];

    private static IEnumerable<Fault> Language(string language) => LanguageTag.HasShape(language)
        ? []
        : [new("language", LanguageShape, $"expected a BCP 47 language tag such as en or ko-KR, found {FormFound.Quote(language)}")];
}
