using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Comity.Tests.Node.Accounts;

/// <summary>An OpenID Connect provider on a port of its own, with its own keys, that lies when told to. It checks what a careful one checks: client, redirect, PKCE, one use of a code.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "comity-node";

    private readonly WebApplication _app;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = [];

    private TestProvider(WebApplication app) => _app = app;

    public enum Lie { None, Nonce, Audience, Issuer, NoSignature, EmptySignature, AnothersKey, ClientSecretAsKey, Expired, NoNonce }

    public Lie Telling { get; set; }

    public string Subject { get; set; } = "subject-1";

    /// <summary>Requests for a token whose PKCE verifier did not fit, or came without one.</summary>
    public int WithoutVerifier { get; private set; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/jwks", provider.Jwks);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Issuer => Address.AbsoluteUri.TrimEnd('/');

    private IResult Discovery() => Results.Json(new JsonObject
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/jwks",
        ["response_types_supported"] = new JsonArray("code"), ["subject_types_supported"] = new JsonArray("public"), ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
    });

    private IResult Jwks()
    {
        var point = _key.ExportParameters(false).Q;
        return Results.Json(new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "1", ["use"] = "sig", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) }) });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != Client || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
        {
            return Results.BadRequest();
        }

        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != Client || !_codes.TryRemove(form["code"].ToString(), out var asked) || form["redirect_uri"] != asked.Redirect)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        if (Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            WithoutVerifier++;
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 60, id_token = IdToken(asked.Nonce) });
    }

    private string IdToken(string nonce)
    {
        var now = DateTimeOffset.UtcNow.AddSeconds(Telling == Lie.Expired ? -86400 : 0).ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Telling == Lie.Issuer ? "https://other.example" : Issuer,
            ["aud"] = Telling == Lie.Audience ? "another-client" : Client,
            ["sub"] = Subject, ["email"] = "person@arda.example", ["iat"] = now, ["exp"] = now + 300,
        };
        if (Telling != Lie.NoNonce)
        {
            claims["nonce"] = Telling == Lie.Nonce ? "another-nonce" : nonce;
        }

        var algorithm = Telling switch { Lie.NoSignature => "none", Lie.ClientSecretAsKey => "HS256", _ => "ES256" };
        var text = Part(new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = "1" }) + "." + Part(claims);
        var bytes = Encoding.ASCII.GetBytes(text);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return text + "." + Telling switch
        {
            Lie.NoSignature or Lie.EmptySignature => "",
            Lie.ClientSecretAsKey => Base64Url.EncodeToString(HMACSHA256.HashData("the-client-secret-of-this-node-32b"u8.ToArray(), bytes)),
            Lie.AnothersKey => Base64Url.EncodeToString(other.SignData(bytes, HashAlgorithmName.SHA256)),
            _ => Base64Url.EncodeToString(_key.SignData(bytes, HashAlgorithmName.SHA256)),
        };
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
