namespace Comity.Record;

/// <summary>One thing wrong with one field of what was handed in.</summary>
/// <param name="Field">Where: a path such as <c>sources[0].text</c>; empty for the whole.</param>
/// <param name="Code">Stable, dotted; wording may change, this does not.</param>
/// <param name="Message">What was expected and what was found, in plain English; pages translate by the code.</param>
public sealed record Fault(string Field, string Code, string Message);
