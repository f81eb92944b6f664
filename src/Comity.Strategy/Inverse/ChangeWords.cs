using Comity.Strategy.Models;
using Comity.Strategy.States;
using Comity.Strategy.Words;

namespace Comity.Strategy.Inverse;

/// <summary>A preference change as a sentence in the words of the options.</summary>
public static class ChangeWords
{
    public static string Of(StateSpace states, int decisionMaker, PreferenceChange change)
    {
        var (better, worse) = (states[change.Better], states[change.Worse]);
        var model = states.Model;
        return $"{model.DecisionMakers[decisionMaker].Name} would have to prefer {StateText.Of(better, model.Options.Count)} ({StateWords.Against(model, better, worse)})"
            + $" over {StateText.Of(worse, model.Options.Count)} ({StateWords.Against(model, worse, better)}){(change.OrEqual ? ", or find them equally good" : "")}";
    }
}
