using System.Text.Json;
using Comity.Domain.Disputes;

namespace Comity.Node.Disputes;

/// <summary>The keys under which a wire enumeration's values have their display names: <c>act-type.de-escalation</c>.</summary>
public static class EnumKeys
{
    /// <summary>Every enumeration an officer reads or chooses from.</summary>
    public static IReadOnlyList<Type> Shown { get; } =
    [
        typeof(ActType), typeof(DatePrecision), typeof(MeasureNature), typeof(MeasureEnd), typeof(MeasureStage), typeof(MeasureStanding),
        typeof(LinkRelation), typeof(LinkStanding), typeof(Asserter), typeof(AccountStance), typeof(AccountForm), typeof(Basis),
        typeof(Confidence), typeof(TranslationQuality),
    ];

    public static string Prefix<T>() => Prefix(typeof(T));

    public static string Prefix(Type type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);

    public static IEnumerable<string> Keys(Type type) =>
        Enum.GetNames(type).Select(name => $"{Prefix(type)}.{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}");
}
