using Microsoft.Extensions.DependencyInjection;

namespace Comity.Node.Answers;

public static class AnswersSetup
{
    public static IServiceCollection AddAnswers(this IServiceCollection services) => services.AddScoped<AnswersDesk>();
}
