namespace Comity.Tests;

/// <summary>A fact that needs a program of somebody else's; reports itself skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool, string package) => Skip = IsThere(tool) ? null : $"{tool} not found: on Debian, apt-get install {package}";

    private static bool IsThere(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
