using Comity.Node.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Accounts;

/// <summary>Who an opaque officer's id is, for those who may see mandates: names from the accounts, or the demo's offices.</summary>
public sealed class OfficerNames(IServiceProvider services, IOfficerDirectory directory)
{
    public async Task<IReadOnlyList<OfficerName>> AllAsync() => services.GetService<AccountDesk>() is { } desk
        ? [.. (await desk.AllAsync().ConfigureAwait(false)).Where(a => a.EnrolledAt is not null && !a.Closed).Select(a => new OfficerName(a.Officer, a.Name, AsksCode: true))]
        : [.. directory.Officers.Select(o => new OfficerName(o.Id, o.Office, AsksCode: false))];
}

/// <param name="AsksCode">Whoever gives this officer a mandate types the code that the person reads out.</param>
public sealed record OfficerName(string Officer, string Name, bool AsksCode)
{
    /// <summary>As the person's account page shows it.</summary>
    public string Code => Officer[..Math.Min(8, Officer.Length)];
}
