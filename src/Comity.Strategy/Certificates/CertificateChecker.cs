using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Paths;

namespace Comity.Strategy.Certificates;

/// <summary>Replays a certificate against the model, believing nothing in it: moves, preferences and what is left out are worked out anew.</summary>
public static class CertificateChecker
{
    /// <returns>Everything that is wrong with it, in words; none when it proves what it says.</returns>
    /// <exception cref="AnalysisLimitException">Replaying needs more work than allowed: nothing is known either way.</exception>
    public static IReadOnlyList<string> Faults(StrategyModel model, Certificate certificate, AnalysisLimits? limits = null, CancellationToken cancellation = default)
    {
        if (certificate.DecisionMaker < 0 || certificate.DecisionMaker >= model.DecisionMakers.Count)
        {
            return ["expected one of the model's decision makers"];
        }

        var moves = new PlainMoves(model, limits ?? AnalysisLimits.Default, cancellation);
        if (!moves.IsState(certificate.State))
        {
            return [$"expected a feasible state, found {StateText.Of(certificate.State, model.Options.Count)}"];
        }

        var replay = new CertificateReplay(model, certificate, moves);
        return certificate is Certificate.Stable stable ? replay.Stable(stable) : replay.Unstable((Certificate.Unstable)certificate);
    }
}
