using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Import;

public static class ImportSetup
{
    public static IServiceCollection AddImport(this IServiceCollection services) => services.AddSingleton<ImportDesk>().AddScoped<ImportTexting>();
}
