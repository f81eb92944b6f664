// A browser, a demonstration of three nodes and two cores: side by side they only wait for one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Comity.Browser.Tests;

/// <summary>Tests that need a browser and no node.</summary>
[CollectionDefinition(Name)]
public sealed class WithBrowser : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}

/// <summary>Tests of pages: one browser and one demonstration among them, so they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class WithDemo : ICollectionFixture<Browser>, ICollectionFixture<Demo>
{
    public const string Name = "demo";
}
