using Microsoft.AspNetCore.Http;

namespace Comity.Node.Accounts;

/// <summary>Coming in by a one-time link, at the page and for programs.</summary>
internal static class EnrolDesk
{
    /// <returns>Null when the code lets nobody in, or the address has to wait.</returns>
    public static async Task<Account?> UseAsync(HttpContext http, AccountDesk desk, SessionBook sessions, AttemptBook attempts, string code)
    {
        var address = SignInDesk.AddressOf(http);
        if (attempts.Wait(address) is null && await desk.RedeemAsync(code).ConfigureAwait(false) is { } account)
        {
            await sessions.StartAsync(http, account, "link").ConfigureAwait(false);
            return account;
        }

        attempts.Failed(address);
        return null;
    }
}
