namespace Comity.Node.Import;

/// <summary>An endpoint that may take long and that repeats nothing however often it is asked: its key is noted, and its answer is made anew.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnceByContentAttribute : Attribute;
