using Comity.Strategy.Concepts;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Certificates;

/// <summary>Answers "why?" for one state, one decision maker and one concept with a <see cref="Certificate"/>.</summary>
/// <remarks>Looks only at what can be reached from the state; the verdict is worked out again and not taken from a solution.</remarks>
public static class Explanations
{
    /// <exception cref="AnalysisLimitException">There are more moves to look at than the limits allow.</exception>
    public static Certificate Of(
        StateSpace states, PreferenceRanks ranks, int decisionMaker, int state, Concept concept, AnalysisLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)decisionMaker, (uint)states.Model.DecisionMakers.Count, nameof(decisionMaker));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)state, (uint)states.Count, nameof(state));
        return new Search(states, ranks, decisionMaker, state, concept, new MoveLists(states, limits ?? AnalysisLimits.Default, cancellation)).Explain();
    }

    private sealed class Search
    {
        private readonly StateSpace _states;
        private readonly int[] _ranks;
        private readonly int _focal;
        private readonly int _state;
        private readonly Concept _concept;
        private readonly MoveLists _moves;
        private readonly LegalReach _others;
        private readonly List<int> _next = [];

        public Search(StateSpace states, PreferenceRanks ranks, int focal, int state, Concept concept, MoveLists moves)
        {
            (_states, _ranks, _focal, _state, _concept, _moves) = (states, ranks.Of(focal).ToArray(), focal, state, concept, moves);
            var improving = concept is Concept.Seq or Concept.Sseq;
            _others = new LegalReach(moves, Enumerable.Range(0, states.Model.DecisionMakers.Count).Where(j => j != focal), improving ? ranks : null);
        }

        private bool IsSymmetric => _concept is Concept.Smr or Concept.Sseq;

        public Certificate Explain()
        {
            var answers = new List<Answer>();
            foreach (var improvement in Improvements())
            {
                var sanction = _concept == Concept.Nash ? -1 : _others.Search(improvement, Deters);
                if (sanction < 0)
                {
                    return new Certificate.Unstable(_focal, _states[_state], _concept, _states[improvement], IsSymmetric ? Escapes() : []);
                }

                answers.Add(new(_states[improvement], [.. _others.PathTo(sanction).Select(step => new CertificateStep(step.Mover, _states[step.State]))]));
            }

            return new Certificate.Stable(_focal, _states[_state], _concept, answers);
        }

        private List<int> Improvements()
        {
            _moves.From(_focal, _state, _next);
            return [.. _next.Where(Preferred).Distinct().Order()];
        }

        private bool Preferred(int state) => _ranks[state] > _ranks[_state];

        private bool Deters(int sanction) => !Preferred(sanction) && !(IsSymmetric && EscapeFrom(sanction) >= 0);

        private int EscapeFrom(int sanction)
        {
            _moves.From(_focal, sanction, _next);
            return _next.Exists(Preferred) ? _next.Find(Preferred) : -1;
        }

        // Of the last search, which looked at everything the others reach.
        private List<Escape> Escapes() =>
            [.. _others.Reached().Where(s => !Preferred(s)).Order().Select(s => new Escape(_states[s], _states[EscapeFrom(s)]))];
    }
}
