using System.Text.Json.Nodes;
using Comity.Tests.Node.Accounts;

namespace Comity.Tests.Node.Api;

/// <summary>The API's description is checked in, so that a change of the interface is seen in the diff.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_checked_in_is_the_one_a_node_serves()
    {
        await using var house = await House.OpenAsync();
        using var anonymous = house.Browser();
        var served = JsonNode.Parse(await anonymous.GetStringAsync("/openapi/v1.json"))!;
        var path = Path.Combine(TestPaths.Repository, "docs", "spec", "openapi-v1.json");
        if (Environment.GetEnvironmentVariable("COMITY_WRITE_OPENAPI") is not null)
        {
            await File.WriteAllTextAsync(path, served.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(path)), served), "docs/spec/openapi-v1.json differs: run this test with COMITY_WRITE_OPENAPI=1 and read the diff");
    }
}
