namespace Comity.Browser.Tests;

/// <summary>One party of the demonstration, as demo.json names it.</summary>
/// <param name="Url">For programs: an address that resolves everywhere.</param>
/// <param name="Page">For people: a name of the party's own, so that sign-in and cookies are its own.</param>
/// <param name="Token">Bearer token of an officer who may sign.</param>
/// <param name="Data">The node's folder.</param>
public sealed record Party(Uri Url, Uri Page, string Token, string Data);
