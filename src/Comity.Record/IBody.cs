namespace Comity.Record;

/// <summary>What a statement says. Sealed records without behaviour beyond finding their own faults.</summary>
public interface IBody
{
    /// <summary>Every fault of this body by itself, in field order; empty when it is well formed.</summary>
    IEnumerable<Fault> Faults();
}

/// <summary>The wire name of a body, with its version: <c>area.what-was-done/1</c>. Never changes once published.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StatementKindAttribute(string kind) : Attribute
{
    public string Kind { get; } = kind;
}
