using Comity.Strategy.Concepts;
using Comity.Strategy.Models;

namespace Comity.Strategy.Certificates;

/// <summary>One certificate being replayed; collects what is wrong.</summary>
internal sealed class CertificateReplay(StrategyModel model, Certificate certificate, PlainMoves moves)
{
    private readonly List<string> _faults = [];
    private readonly int _focal = certificate.DecisionMaker;

    private bool OnlyImproving => certificate.Concept is Concept.Seq or Concept.Sseq;

    private bool IsSymmetric => certificate.Concept is Concept.Smr or Concept.Sseq;

    public List<string> Stable(Certificate.Stable stable)
    {
        var improvements = moves.From(_focal, certificate.State).Where(Preferred).ToHashSet();
        foreach (var missing in improvements.Except(stable.Answers.Select(a => a.Improvement)).Order())
        {
            _faults.Add($"the improvement {Text(missing)} is not answered");
        }

        foreach (var answer in stable.Answers)
        {
            if (certificate.Concept == Concept.Nash || !improvements.Contains(answer.Improvement))
            {
                _faults.Add($"{Text(answer.Improvement)} is no improvement that could be answered");
            }
            else
            {
                Replay(answer);
            }
        }

        return _faults;
    }

    public List<string> Unstable(Certificate.Unstable unstable)
    {
        if (!moves.From(_focal, certificate.State).Contains(unstable.Improvement) || !Preferred(unstable.Improvement))
        {
            _faults.Add($"{Text(unstable.Improvement)} is no improvement from {Text(certificate.State)}");
            return _faults;
        }

        foreach (var escape in unstable.Escapes.Where(e => !IsEscape(e)))
        {
            _faults.Add($"{Text(escape.From)} to {Text(escape.To)} is no escape");
        }

        if (certificate.Concept != Concept.Nash)
        {
            Undeterred(unstable);
        }

        return _faults;
    }

    private void Undeterred(Certificate.Unstable unstable)
    {
        var escapable = unstable.Escapes.Select(e => e.From).ToHashSet();
        foreach (var sanction in ReachedByOthers(unstable.Improvement).Where(s => !Preferred(s) && !escapable.Contains(s)).Order())
        {
            _faults.Add($"the others can answer {Text(unstable.Improvement)} with {Text(sanction)}{(IsSymmetric ? ", and no escape is given" : "")}");
        }
    }

    private bool IsEscape(Escape escape) =>
        IsSymmetric && moves.IsState(escape.From) && moves.From(_focal, escape.From).Contains(escape.To) && Preferred(escape.To);

    private void Replay(Answer answer)
    {
        var (at, last) = (answer.Improvement, _focal);
        foreach (var step in answer.Sanction)
        {
            if (!IsLegal(at, last, step))
            {
                _faults.Add($"the step from {Text(at)} to {Text(step.State)} is not a legal move of another decision maker{(OnlyImproving ? " that improves by it" : "")}");
                return;
            }

            (at, last) = (step.State, step.Mover);
        }

        if (answer.Sanction.Count == 0 || Preferred(at))
        {
            _faults.Add($"{Text(at)} does not deter from {Text(answer.Improvement)}");
        }
        else if (IsSymmetric && moves.From(_focal, at).Any(Preferred))
        {
            _faults.Add($"there is an escape from {Text(at)}");
        }
    }

    private bool IsLegal(ulong from, int last, CertificateStep step) =>
        step.Mover >= 0 && step.Mover < model.DecisionMakers.Count && step.Mover != _focal && step.Mover != last
        && moves.From(step.Mover, from).Contains(step.State) && (!OnlyImproving || moves.Prefers(step.Mover, step.State, from));

    private HashSet<ulong> ReachedByOthers(ulong start)
    {
        var visited = new HashSet<(ulong State, int Last)>();
        var open = new Stack<(ulong State, int Last)>([(start, _focal)]);
        while (open.TryPop(out var at))
        {
            foreach (var mover in Enumerable.Range(0, model.DecisionMakers.Count).Where(j => j != _focal && j != at.Last))
            {
                foreach (var to in moves.From(mover, at.State).Where(t => (!OnlyImproving || moves.Prefers(mover, t, at.State)) && visited.Add((t, mover))))
                {
                    open.Push((to, mover));
                }
            }
        }

        return [.. visited.Select(v => v.State)];
    }

    private bool Preferred(ulong state) => moves.IsState(state) && moves.Prefers(_focal, state, certificate.State);

    private string Text(ulong state) => StateText.Of(state, model.Options.Count);
}
