namespace Comity.Cli.Demo;

/// <summary>A demo's folder holds another story than was asked for. The message says which.</summary>
public sealed class StoryTakenException(string message) : Exception(message);
