using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Wording of clauses in one language. Dates and lists as that language writes them; the parties' own texts stand as they are.</summary>
internal sealed class TermsWords(CultureInfo language, Func<MemberId, string> name)
{
    public string Say(string key, params object[] parts) => string.Format(
        language, TermsText.Wording.Find($"terms.{key}", language) ?? throw new ArgumentException($"no wording for terms.{key}", nameof(key)), parts);

    public string Day(DateOnly day) => day.ToString(Say("date"), language);

    public string Member(MemberId member) => name(member);

    public string Members(ValueList<MemberId> members) => string.Join(Say("and"), members.Select(name));

    public string Subject(CoveredSubject subject)
    {
        var limits = new[] { ("track", subject.Track), ("kind", subject.Kind), ("matter", subject.Matter?.ToString()) }
            .Where(l => l.Item2 is not null).Select(l => Say($"subject.{l.Item1}", l.Item2!));
        return Say("subject", subject.Text, string.Join(Say("comma"), limits));
    }
}
