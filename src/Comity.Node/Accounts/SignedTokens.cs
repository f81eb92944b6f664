using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Comity.Node.Accounts;

/// <summary>Takes signed tokens alone. The framework waives the signature in the code flow (OpenID Connect Core 1.0 §3.1.3.7, point 6), where TLS is to vouch; here it never does.</summary>
internal sealed class SignedTokens : JsonWebTokenHandler
{
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var strict = validationParameters.Clone();
        strict.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, strict);
    }
}
