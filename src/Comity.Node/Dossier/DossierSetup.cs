using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Dossier;

public static class DossierSetup
{
    public static IServiceCollection AddDossier(this IServiceCollection services) => services.AddScoped<DossierEvidence>();
}
