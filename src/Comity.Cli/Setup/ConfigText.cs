using System.Text.Json;
using Comity.Record;

namespace Comity.Cli.Setup;

/// <summary>A member's first configuration file, with what an administrator may want to change written beside it.</summary>
internal static class ConfigText
{
    public static string Of(MemberId member, string address, string listen)
    {
        static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
        var isHttps = address.StartsWith("https:", StringComparison.Ordinal);
        return $$"""
            // {{member}}'s node. docs/guides/setup.md describes every field; paths start at this file's folder.
            {
              "member": {{Quoted(member.ToString())}},
              // By this address officers and the other members' nodes reach it.
              "address": {{Quoted(address)}},
              // Here it listens itself.
              "listen": {{Quoted(listen)}},
              "data": "data",
              "key": "node.key",
              "roster": "roster.jws",
              "forum": "forum.founding",
              // TLS of its own: "tls": { "certificate": "tls.pem", "key": "tls.key" } or { "pkcs12": "tls.p12", "passphraseFile": "tls.pass" }
              // Behind a gateway that ends TLS, whose forwarded headers are believed and nobody else's: "gateway": { "proxies": ["127.0.0.1"] }
            {{(isHttps ? "  \"gateway\": { \"proxies\": [\"127.0.0.1\"] },\n" : "")}}  // A peer that moved, or whose certificate an authority of its own issued: "bera": { "address": "https://…", "trust": "bera-ca.pem" }
              "peers": {}
            }

            """;
    }
}
