using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Evidence;

public static class EvidenceSetup
{
    public static IServiceCollection AddEvidence(this IServiceCollection services, BlobOptions options) =>
        services.AddSingleton(options).AddSingleton<BlobVault>().AddSingleton<BlobShelf>().AddScoped<EvidenceDesk>().AddHostedService<BlobKeeper>();
}
