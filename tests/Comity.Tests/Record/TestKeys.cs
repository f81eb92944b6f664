using System.Text.Json.Nodes;
using Comity.Record.Signing;

namespace Comity.Tests.Record;

/// <summary>The fixed keys of tests/vectors/record/keys.json: for tests only, known to everybody.</summary>
internal static class TestKeys
{
    public static readonly string[] Names = ["arda-root", "arda-node", "arda-node-2", "bera-root", "bera-node", "cirra-root", "cirra-node", "stranger"];

    private static readonly Lazy<JsonNode> Vectors = new(() => JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/keys.json")))!);

    public static SigningKey Find(string name) => SigningKey.FromPem((string)Vectors.Value["keys"]![name]!["pem"]!);

    public static JsonNode Jwk(string name) => Vectors.Value["keys"]![name]!["jwk"]!;
}
