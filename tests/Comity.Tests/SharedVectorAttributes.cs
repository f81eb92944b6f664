namespace Comity.Tests;

/// <summary>A fact over vectors outside the repository; reports itself skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedVectorFactAttribute : FactAttribute
{
    internal const string Absent = "shared vectors not found: set COMITY_SHARED to the folder that holds vectors/";

    public SharedVectorFactAttribute() => Skip = TestPaths.SharedVectors is null ? Absent : null;
}

/// <summary>A theory over vectors outside the repository; reports itself skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedVectorTheoryAttribute : TheoryAttribute
{
    public SharedVectorTheoryAttribute() => Skip = TestPaths.SharedVectors is null ? SharedVectorFactAttribute.Absent : null;
}
