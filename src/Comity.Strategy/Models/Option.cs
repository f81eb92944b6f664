namespace Comity.Strategy.Models;

/// <summary>A course of action that its owner takes (Y) or does not take (N).</summary>
/// <param name="Id">Unique in the model, not empty.</param>
/// <param name="Name">For people; need not be unique.</param>
public sealed record Option(string Id, string Name, Direction Direction = Direction.Both);
