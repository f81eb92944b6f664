namespace Comity.Strategy.Concepts.Listed;

/// <summary>Is shown moves one by one. A struct, so that the walk over the moves is compiled around it.</summary>
internal interface IMoveVisitor
{
    void Visit(int from, int to);
}
