using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>Requests for consultation with a clock from receipt, and what was said and handed over beside them.</summary>
internal static class ConsultationRules
{
    /// <summary>By day, then id.</summary>
    public static ValueList<ConsultationFinding> Judge(SaidIndex said, DateOnly asOf) => said.All<ConsultationRequested>().Where(r => r.Body.Date <= asOf)
        .OrderBy(r => r.Body.Date).ThenBy(r => r.Id)
        .Select(r => new ConsultationFinding(
            r.Id, r.Author, r.Body.Text, r.Body.Language, r.Body.Date, r.Body.Of.Select(m => Asked(r, m, said, asOf)).ToValueList()))
        .ToValueList();

    /// <summary>Demarches and hot-line items, by day, then id.</summary>
    public static ValueList<LogFinding> Log(SaidIndex said, DateOnly asOf)
    {
        var answered = said.All<HotLineSaid>().Where(h => h.Body.Date <= asOf).Select(h => h.Body.Answers).OfType<StatementId>().ToHashSet();
        return said.All<DemarcheLogged>().Select(d => (d.Said, d.Body.Date, d.Body.To, Form: d.Body.Form.Wire(), Answers: (StatementId?)null))
            .Concat(said.All<HotLineSaid>().Select(h => (h.Said, h.Body.Date, h.Body.To, Form: "hot-line", h.Body.Answers)))
            .Where(i => i.Date <= asOf).OrderBy(i => i.Date).ThenBy(i => i.Said.Id)
            .Select(i => new LogFinding(
                i.Said.Id, i.Said.Author, i.To, i.Form, i.Date, i.Answers,
                answered.Contains(i.Said.Id) || said.By<ReceiptAcknowledged>(r => r.What)[i.Said.Id].Any(r => r.Body.Date <= asOf) ? LogAcknowledged : LogUnacknowledged))
            .ToValueList();
    }

    private static AskedFinding Asked(Spoken<ConsultationRequested> request, MemberId member, SaidIndex said, DateOnly asOf)
    {
        var answer = said.By<ConsultationAnswered>(a => a.Request)[request.Id].Where(a => a.Author == member && a.Body.Date <= asOf)
            .Select(a => (Spoken<ConsultationAnswered>?)a).LastOrDefault();
        var receipt = ReceiptRules.Judge(request.Said, member, request.Body.Delivered, said, asOf);
        var due = receipt.From is { } from ? Deadlines.After(from, request.Body.Days, request.Body.Clock) : null;
        var rule = answer is { } a ? a.Body.Accepts ? ConsultationAccepted : ConsultationDeclined
            : due is null ? ConsultationNotReceived
            : Deadlines.HasPassed(due, asOf) ? ConsultationSilence
            : ConsultationAwaitingAnswer;
        return new(member, rule, receipt, due, answer?.Id, due?.Date < answer?.Body.Date);
    }
}
