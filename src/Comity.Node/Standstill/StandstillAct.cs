using System.Reflection;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>One kind of act as a form asks for it: which fields its body has, and which of them the address gives.</summary>
/// <remarks>Made from the body's record, so a kind that is added has a form at once.</remarks>
/// <param name="Name">The kind without capability and version: <c>offer-accepted</c>.</param>
/// <param name="About">The body's first statement, which it is said about; null where it opens something.</param>
public sealed record StandstillAct(string Name, string Kind, Type Body, string? About, IReadOnlyList<ActField> Fields)
{
    private static readonly Dictionary<string, StandstillAct> Known = new StandstillCapability().Bodies.Select(Of).ToDictionary(a => a.Name, StringComparer.Ordinal);

    public static IEnumerable<StandstillAct> All => Known.Values;

    public static StandstillAct? Find(string? name) => name is null ? null : Known.GetValueOrDefault(name);

    /// <summary><c>standstill.offer-accepted/1</c> is <c>offer-accepted</c>.</summary>
    public static string NameOf(string kind) => kind.Split('.', '/') is [_, var name, _] ? name : kind;

    private static StandstillAct Of(Type body)
    {
        var kind = BodyCodec.KindOf(body);
        var parameters = body.GetConstructors().Single().GetParameters();
        var about = parameters.FirstOrDefault(p => Underlying(p) == typeof(StatementId))?.Name;
        var name = NameOf(kind);
        return new(name, kind, body, about is null ? null : Camel(about), [.. parameters.Where(p => p.Name != about || name is "notice-given").Select(Field).OfType<ActField>()]);
    }

    private static ActField? Field(ParameterInfo parameter)
    {
        var type = Underlying(parameter);
        var name = Camel(parameter.Name!);
        var optional = Nullable.GetUnderlyingType(parameter.ParameterType) is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        var shape = (name, type) switch
        {
            ("digest" or "acceptances", _) => ActShape.Given,
            ("language", _) => ActShape.Language,
            ("track", _) => ActShape.Track,
            ("kind", { IsEnum: false }) => ActShape.Kind,
            ("clause", _) => ActShape.Clause,
            ("carveOut", _) => ActShape.CarveOut,
            ("text" or "words", _) => ActShape.Area,
            ("step", _) when type == typeof(string) => ActShape.PlanStep,
            ("disputed", _) => ActShape.Inventory,
            _ when type == typeof(DateOnly) => ActShape.Day,
            _ when type == typeof(int) => ActShape.Number,
            _ when type == typeof(bool) => ActShape.Truth,
            _ when type.IsEnum => ActShape.Choice,
            _ when type == typeof(MemberId) => ActShape.Member,
            _ when type == typeof(StatementId) => ActShape.Statement,
            _ when type == typeof(ValueList<MemberId>) => ActShape.Members,
            _ when type == typeof(ValueList<Source>) => ActShape.Sources,
            _ when type == typeof(ValueList<WordsIn>) => ActShape.Wordings,
            _ when type == typeof(LinkageTracks) => ActShape.Linkage,
            _ when type == typeof(DeadlineClock) => ActShape.Clock,
            _ when type == typeof(StandstillTerms) => ActShape.Terms,
            _ when type == typeof(RollbackPlan) => ActShape.Plan,
            _ => ActShape.Line,
        };
        return shape == ActShape.Given ? null : new(name, shape, optional, type);
    }

    private static Type Underlying(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <param name="Name">As on the wire.</param>
/// <param name="Optional">It may be left empty.</param>
public sealed record ActField(string Name, ActShape Shape, bool Optional, Type Type);

/// <summary>How a field is asked for.</summary>
public enum ActShape
{
    Given, Line, Area, Day, Number, Choice, Truth, Language, Track, Kind, Member, Members, Statement, Clause, CarveOut, PlanStep, Inventory, Linkage,
    Wordings, Sources, Clock, Terms, Plan,
}
