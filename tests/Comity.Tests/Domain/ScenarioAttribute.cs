namespace Comity.Tests.Domain;

/// <summary>The rule a scenario shows at work. A test fails for every rule that has none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ScenarioAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}
